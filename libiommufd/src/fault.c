// SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
#include <assert.h>
#include <stddef.h>

#include <iommufd/fault.h>

#include "../uapi/iommufd.h"
#include "error.h"
#include "ioctl.h"
#include "private.h"

/* Read from and written to the queue's file as they are. */
static_assert(sizeof(struct iommufd_fault) == sizeof(struct iommu_hwpt_pgfault),
	      "the kernel's struct");
static_assert(offsetof(struct iommufd_fault, perm) == offsetof(struct iommu_hwpt_pgfault, perm) &&
		      offsetof(struct iommufd_fault, addr) ==
			      offsetof(struct iommu_hwpt_pgfault, addr) &&
		      offsetof(struct iommufd_fault, cookie) ==
			      offsetof(struct iommu_hwpt_pgfault, cookie),
	      "the kernel's struct");
static_assert(sizeof(struct iommufd_fault_response) == sizeof(struct iommu_hwpt_page_response) &&
		      offsetof(struct iommufd_fault_response, code) ==
			      offsetof(struct iommu_hwpt_page_response, code),
	      "the kernel's struct");
static_assert(IOMMUFD_FAULT_PASID_VALID == IOMMU_PGFAULT_FLAGS_PASID_VALID, "the kernel's value");
static_assert(IOMMUFD_FAULT_LAST_PAGE == IOMMU_PGFAULT_FLAGS_LAST_PAGE, "the kernel's value");
static_assert(IOMMUFD_FAULT_PERM_READ == IOMMU_PGFAULT_PERM_READ, "the kernel's value");
static_assert(IOMMUFD_FAULT_PERM_WRITE == IOMMU_PGFAULT_PERM_WRITE, "the kernel's value");
static_assert(IOMMUFD_FAULT_PERM_EXEC == IOMMU_PGFAULT_PERM_EXEC, "the kernel's value");
static_assert(IOMMUFD_FAULT_PERM_PRIV == IOMMU_PGFAULT_PERM_PRIV, "the kernel's value");
static_assert(IOMMUFD_FAULT_RESPONSE_SUCCESS == IOMMUFD_PAGE_RESP_SUCCESS, "the kernel's value");
static_assert(IOMMUFD_FAULT_RESPONSE_INVALID == IOMMUFD_PAGE_RESP_INVALID, "the kernel's value");

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
