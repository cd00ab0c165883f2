/* SPDX-License-Identifier: MIT OR LGPL-2.1-or-later */
#ifndef LIBIOMMUFD_IOMMUFD_VEVENTQ_H
#define LIBIOMMUFD_IOMMUFD_VEVENTQ_H

#include <stdint.h>

#include "context.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Types of vEVENTQs; the kernel's values (enum iommu_veventq_type). */
#define IOMMUFD_VEVENTQ_TYPE_ARM_SMMUV3	    1u
#define IOMMUFD_VEVENTQ_TYPE_TEGRA241_CMDQV 2u

/* struct iommufd_vevent's flags; the kernel's values (enum iommu_veventq_flag). */
#define IOMMUFD_VEVENT_LOST_EVENTS 0x1u /* events were lost, and none follows this header */

/**
 * struct iommufd_vevent - what comes before each event that is read from a vEVENTQ
 * @flags: 0, or IOMMUFD_VEVENT_LOST_EVENTS
 * @sequence: the event's number, from 0; after 2^31-1 comes 0 again. A gap tells how many events
 *	were lost
 */
struct iommufd_vevent {
	uint32_t flags;
	uint32_t sequence;
};

/**
 * struct iommufd_vevent_arm_smmuv3 - an event of IOMMUFD_VEVENTQ_TYPE_ARM_SMMUV3
 * @evt: the event record, little-endian, with the guest's stream id
 *
 * SMMU architecture version 3, 7.3 Event records. Reported are C_BAD_STE, F_STREAM_DISABLED,
 * C_BAD_SUBSTREAMID, C_BAD_CD, F_TRANSLATION, F_ADDR_SIZE, F_ACCESS and F_PERMISSION.
 */
struct iommufd_vevent_arm_smmuv3 {
	uint64_t evt[4];
};

/**
 * struct iommufd_vevent_tegra241_cmdqv - an event of IOMMUFD_VEVENTQ_TYPE_TEGRA241_CMDQV
 * @lvcmdq_err_map: the registers LVCMDQ_ERR_MAP of the virtual interface, little-endian: a bit for
 *	each logical command queue that has an error
 */
struct iommufd_vevent_tegra241_cmdqv {
	uint64_t lvcmdq_err_map[2];
};

/**
 * iommufd_veventq_alloc() - allocate a queue of a vIOMMU's events
 * @ctx: the context
 * @viommu_id: the vIOMMU; it has at most one queue of each type
 * @type: IOMMUFD_VEVENTQ_TYPE_*
 * @depth: how many events wait at most, up to 2^19; more are lost
 * @veventq_id: receives its id
 * @fd: receives its file descriptor, which the caller owns: close() it
 *
 * What concerns the guest of what its IOMMU reports arrives here, with the guest's numbers of
 * devices (iommufd_vdevice_alloc()). The file is opened with O_CLOEXEC.
 *
 * read() gives whole events, each a struct iommufd_vevent and what the driver has for @type behind
 * it, as many as there are and as fit, and 0 bytes if there are none: wait with poll() for POLLIN.
 * It fails with EINVAL if the first one does not fit.
 *
 * To get rid of it close @fd, then iommufd_destroy() the id, both before the vIOMMU.
 *
 * Wire: IOMMU_VEVENTQ_ALLOC.
 *
 * Thread safety: any thread at any time; an event is given to one reader.
 *
 * Return: 0, or
 * * -EINVAL: @ctx, @veventq_id or @fd is NULL; @depth is 0 or too large.
 * * -ENOENT: no vIOMMU has the id @viommu_id.
 * * -EOPNOTSUPP: @type is 0.
 * * -EEXIST: the vIOMMU has a queue of this type.
 * * -EMFILE, -ENFILE: too many open files.
 * * -ENOTTY: the kernel is older than 6.15.
 * * -ENOMEM.
 *
 * Since: kernel 6.15.
 */
int iommufd_veventq_alloc(struct iommufd *ctx, uint32_t viommu_id, uint32_t type, uint32_t depth,
			  uint32_t *veventq_id, int *fd);

#ifdef __cplusplus
}
#endif

#endif
