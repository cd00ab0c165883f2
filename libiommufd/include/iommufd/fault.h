/* SPDX-License-Identifier: MIT OR LGPL-2.1-or-later */
#ifndef LIBIOMMUFD_IOMMUFD_FAULT_H
#define LIBIOMMUFD_IOMMUFD_FAULT_H

#include <stdint.h>

#include "context.h"

#ifdef __cplusplus
extern "C" {
#endif

/* struct iommufd_fault's flags; the kernel's values (enum iommu_hwpt_pgfault_flags). */
#define IOMMUFD_FAULT_PASID_VALID 0x1u /* @pasid is one */
#define IOMMUFD_FAULT_LAST_PAGE	  0x2u /* the last of its group, the one to answer */

/* struct iommufd_fault's perm; the kernel's values (enum iommu_hwpt_pgfault_perm). */
#define IOMMUFD_FAULT_PERM_READ	 0x1u
#define IOMMUFD_FAULT_PERM_WRITE 0x2u
#define IOMMUFD_FAULT_PERM_EXEC	 0x4u /* PCIe 10.4.1: Execute Requested */
#define IOMMUFD_FAULT_PERM_PRIV	 0x8u /* PCIe 10.4.1: Privileged Mode Requested */

/**
 * struct iommufd_fault - a page that a device asks for, as read from a fault queue
 * @flags: IOMMUFD_FAULT_PASID_VALID, IOMMUFD_FAULT_LAST_PAGE
 * @dev_id: the device
 * @pasid: its PASID, with IOMMUFD_FAULT_PASID_VALID
 * @grpid: the device's number of the group (PCIe: page request group index)
 * @perm: the access that it wants to make: IOMMUFD_FAULT_PERM_*
 * @reserved: 0
 * @addr: the IOVA
 * @length: how many bytes it is going to access, as a hint; 0 if not known
 * @cookie: names the group in the answer
 */
struct iommufd_fault {
	uint32_t flags;
	uint32_t dev_id;
	uint32_t pasid;
	uint32_t grpid;
	uint32_t perm;
	uint32_t reserved;
	uint64_t addr;
	uint32_t length;
	uint32_t cookie;
};

/* struct iommufd_fault_response's code; the kernel's values (enum iommufd_page_response_code). */
#define IOMMUFD_FAULT_RESPONSE_SUCCESS 0u /* the page is there now: the device tries again */
#define IOMMUFD_FAULT_RESPONSE_INVALID 1u /* it will not be: the device gives up */

/**
 * struct iommufd_fault_response - the answer to a group of faults, to be written to the fault queue
 * @cookie: the one of the faults
 * @code: IOMMUFD_FAULT_RESPONSE_*
 */
struct iommufd_fault_response {
	uint32_t cookie;
	uint32_t code;
};

/**
 * iommufd_fault_queue_alloc() - allocate a queue of page faults
 * @ctx: the context
 * @fault_id: receives its id, for iommufd_hwpt_alloc() with IOMMUFD_HWPT_FAULT_ID_VALID
 * @fd: receives its file descriptor, which the caller owns: close() it
 *
 * Devices attached to HWPTs of this queue ask for pages through it instead of failing where nothing
 * is mapped. The file is opened with O_CLOEXEC.
 *
 * read() gives whole groups of struct iommufd_fault, as many as there are and as fit, and 0 bytes
 * if there are none: wait with poll() for POLLIN. It fails with ESPIPE unless asked for a multiple
 * of the struct's size, and with EINVAL if the first group does not fit. Each group wants one
 * answer: write() takes struct iommufd_fault_response, one or many, and fails with EINVAL for a
 * cookie that waits for none.
 *
 * To get rid of it destroy the HWPTs, close @fd, then iommufd_destroy() the id. What waits for an
 * answer when a device is detached or the queue goes is answered with
 * IOMMUFD_FAULT_RESPONSE_INVALID.
 *
 * Wire: IOMMU_FAULT_QUEUE_ALLOC.
 *
 * Thread safety: any thread at any time; a group is given to one reader.
 *
 * Return: 0, or
 * * -EINVAL: @ctx, @fault_id or @fd is NULL.
 * * -EMFILE, -ENFILE: too many open files.
 * * -ENOTTY: the kernel is older than 6.11.
 * * -ENOMEM.
 *
 * Since: kernel 6.11.
 */
int iommufd_fault_queue_alloc(struct iommufd *ctx, uint32_t *fault_id, int *fd);

#ifdef __cplusplus
}
#endif

#endif
