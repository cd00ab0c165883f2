// SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
#include <stddef.h>

#include <iommufd/fault.h>

#include "../uapi/iommufd.h"
#include "error.h"
#include "ioctl.h"
#include "layout.h"
#include "private.h"

/* Read from and written to the queue's file as they are. */
SAME_SIZE(iommufd_fault, iommu_hwpt_pgfault);
SAME_MEMBER(iommufd_fault, iommu_hwpt_pgfault, flags);
SAME_MEMBER(iommufd_fault, iommu_hwpt_pgfault, dev_id);
SAME_MEMBER(iommufd_fault, iommu_hwpt_pgfault, pasid);
SAME_MEMBER(iommufd_fault, iommu_hwpt_pgfault, grpid);
SAME_MEMBER(iommufd_fault, iommu_hwpt_pgfault, perm);
SAME_MEMBER(iommufd_fault, iommu_hwpt_pgfault, addr);
SAME_MEMBER(iommufd_fault, iommu_hwpt_pgfault, length);
SAME_MEMBER(iommufd_fault, iommu_hwpt_pgfault, cookie);
SAME_SIZE(iommufd_fault_response, iommu_hwpt_page_response);
SAME_MEMBER(iommufd_fault_response, iommu_hwpt_page_response, cookie);
SAME_MEMBER(iommufd_fault_response, iommu_hwpt_page_response, code);
SAME_VALUE(IOMMUFD_FAULT_PASID_VALID, IOMMU_PGFAULT_FLAGS_PASID_VALID);
SAME_VALUE(IOMMUFD_FAULT_LAST_PAGE, IOMMU_PGFAULT_FLAGS_LAST_PAGE);
SAME_VALUE(IOMMUFD_FAULT_PERM_READ, IOMMU_PGFAULT_PERM_READ);
SAME_VALUE(IOMMUFD_FAULT_PERM_WRITE, IOMMU_PGFAULT_PERM_WRITE);
SAME_VALUE(IOMMUFD_FAULT_PERM_EXEC, IOMMU_PGFAULT_PERM_EXEC);
SAME_VALUE(IOMMUFD_FAULT_PERM_PRIV, IOMMU_PGFAULT_PERM_PRIV);
SAME_VALUE(IOMMUFD_FAULT_RESPONSE_SUCCESS, IOMMUFD_PAGE_RESP_SUCCESS);
SAME_VALUE(IOMMUFD_FAULT_RESPONSE_INVALID, IOMMUFD_PAGE_RESP_INVALID);

EXPORT int iommufd_fault_queue_alloc(struct iommufd *ctx, uint32_t *fault_id, int *fd)
{
	static const struct ioctl_op op = { IOCTL_OP("iommufd_fault_queue_alloc",
						     IOMMU_FAULT_QUEUE_ALLOC) };
	struct iommu_fault_alloc cmd = { .size = sizeof(cmd) };
	int ret;

	if (!ctx)
		return iommufd__error_null(__func__, "ctx");
	if (!fault_id)
		return iommufd__error_null(__func__, "fault_id");
	if (!fd)
		return iommufd__error_null(__func__, "fd");
	ret = iommufd__ioctl_call(ctx->fd, &op, &cmd);
	if (ret)
		return ret;
	*fault_id = cmd.out_fault_id;
	*fd = (int)cmd.out_fault_fd;
	return 0;
}
