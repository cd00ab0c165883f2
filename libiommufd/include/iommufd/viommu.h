/* SPDX-License-Identifier: MIT OR LGPL-2.1-or-later */
#ifndef LIBIOMMUFD_IOMMUFD_VIOMMU_H
#define LIBIOMMUFD_IOMMUFD_VIOMMU_H

#include <stdint.h>

#include "context.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Types of vIOMMUs; the kernel's values (enum iommu_viommu_type). */
#define IOMMUFD_VIOMMU_TYPE_ARM_SMMUV3	   1u
#define IOMMUFD_VIOMMU_TYPE_TEGRA241_CMDQV 2u

/* Types of hardware queues; the kernel's values (enum iommu_hw_queue_type). */
#define IOMMUFD_HW_QUEUE_TYPE_TEGRA241_CMDQV 1u

/**
 * struct iommufd_viommu_tegra241_cmdqv - what a vIOMMU of NVIDIA's Tegra241 CMDQV tells
 * @out_vintf_mmap_offset: offset for mmap() of iommufd_fd()
 * @out_vintf_mmap_length: length for mmap()
 *
 * There is page 0 of a virtual interface (VINTF), through which a guest drives its command queues.
 */
struct iommufd_viommu_tegra241_cmdqv {
	uint64_t out_vintf_mmap_offset;
	uint64_t out_vintf_mmap_length;
};

/**
 * iommufd_viommu_alloc() - allocate a vIOMMU: a virtual machine's slice of an IOMMU
 * @ctx: the context
 * @dev_id: a bound device; its IOMMU is the one
 * @hwpt_id: the nest parent with the guest's memory, see iommufd_hwpt_alloc()
 * @type: IOMMUFD_VIOMMU_TYPE_*
 * @data: what the driver of this type is told and tells, in place; NULL if it has nothing to
 * @data_len: bytes at @data
 * @viommu_id: receives the id; iommufd_destroy() it before @hwpt_id
 *
 * The vIOMMU stands for what the devices of a virtual machine behind one IOMMU have in common:
 * iommufd_vdevice_alloc() gives the guest's names of devices, iommufd_hwpt_alloc() nested page
 * tables in it, iommufd_hwpt_invalidate() takes the guest's commands, iommufd_veventq_alloc() gives
 * it events.
 *
 * A driver may offer registers for the guest. Then @data receives offset and length for mmap() of
 * iommufd_fd(), to be mapped whole with MAP_SHARED; the mapping keeps the vIOMMU busy.
 *
 * Wire: IOMMU_VIOMMU_ALLOC.
 *
 * Thread safety: any thread at any time.
 *
 * Return: 0, or
 * * -EINVAL: @ctx or @viommu_id is NULL, or @data is NULL though @data_len is not 0; @hwpt_id is no
 *   nest parent; the driver does not take @data or @data_len.
 * * -ENOENT: no bound device has the id @dev_id, or no HWPT that holds the mappings of an IOAS the
 *   id @hwpt_id.
 * * -EOPNOTSUPP: the device's IOMMU has no vIOMMUs of this type.
 * * -E2BIG: @data is longer than the driver knows it, and the unknown part is not 0; or there is
 *   @data and the kernel is older than 6.17.
 * * -EFAULT: @data is not readable or not writable.
 * * -ENOTTY: the kernel is older than 6.13.
 * * -ENOMEM, and what else the IOMMU driver returns.
 *
 * Since: kernel 6.13; @data 6.17.
 */
int iommufd_viommu_alloc(struct iommufd *ctx, uint32_t dev_id, uint32_t hwpt_id, uint32_t type,
			 void *data, uint32_t data_len, uint32_t *viommu_id);

/**
 * iommufd_vdevice_alloc() - tell a vIOMMU under which number the guest knows a device
 * @ctx: the context
 * @viommu_id: the vIOMMU
 * @dev_id: the bound device, behind the IOMMU of @viommu_id
 * @virt_id: the guest's number of it: ARM SMMUv3's stream id, AMD's device id, VT-d's requester id
 * @vdevice_id: receives the id; iommufd_destroy() it before the device's file is closed
 *
 * A vDEVICE that is left when the device is closed goes with it, but its id stays taken until the
 * context goes. With ARM SMMUv3 the vDEVICE comes before the device is attached to a nested HWPT.
 *
 * Wire: IOMMU_VDEVICE_ALLOC.
 *
 * Thread safety: any thread at any time.
 *
 * Return: 0, or
 * * -EINVAL: @ctx or @vdevice_id is NULL; device and vIOMMU are of different IOMMUs.
 * * -ENOENT: no vIOMMU has the id @viommu_id, or no bound device the id @dev_id.
 * * -EEXIST: the device has a vDEVICE already, or the vIOMMU another device of this number.
 * * -ENOTTY: the kernel is older than 6.13.
 * * -ENOMEM, and what the IOMMU driver returns.
 *
 * Since: kernel 6.13.
 */
int iommufd_vdevice_alloc(struct iommufd *ctx, uint32_t viommu_id, uint32_t dev_id,
			  uint64_t virt_id, uint32_t *vdevice_id);

/**
 * iommufd_hw_queue_alloc() - let the IOMMU's hardware read a guest's queue itself
 * @ctx: the context
 * @viommu_id: the vIOMMU
 * @type: IOMMUFD_HW_QUEUE_TYPE_*
 * @index: which of the vIOMMU's queues of this type
 * @iova: where the queue begins in the nest parent, that is in the guest's physical memory
 * @length: bytes
 * @hw_queue_id: receives the id; iommufd_destroy() it
 *
 * The queue's memory is pinned, and cannot be unmapped from the IOAS before the queue is gone. It
 * must lie in one piece of physical memory: back it with one page, a huge one if need be.
 *
 * Tegra241 CMDQV: queues are allocated with ascending @index, from 0, and destroyed in descending
 * order; @length is a power of two and @iova a multiple of it.
 *
 * Wire: IOMMU_HW_QUEUE_ALLOC.
 *
 * Thread safety: any thread at any time.
 *
 * Return: 0, or
 * * -EINVAL: @ctx or @hw_queue_id is NULL; @length is 0; there is no queue @index, or the driver
 *   does not take @iova or @length.
 * * -ENOENT: no vIOMMU has the id @viommu_id, or the range is not mapped.
 * * -EOPNOTSUPP: the vIOMMU has no queues of this type.
 * * -EOVERFLOW: @iova + @length wraps.
 * * -ERANGE: @length is too long for the kernel.
 * * -EFAULT: the memory is not in one piece, or cannot be pinned.
 * * -EEXIST: the queue is allocated already.
 * * -EIO: the queue before it is not.
 * * -ENOTTY: the kernel is older than 6.17.
 * * -ENOMEM, and what else the IOMMU driver returns.
 *
 * Since: kernel 6.17.
 */
int iommufd_hw_queue_alloc(struct iommufd *ctx, uint32_t viommu_id, uint32_t type, uint32_t index,
			   uint64_t iova, uint64_t length, uint32_t *hw_queue_id);

#ifdef __cplusplus
}
#endif

#endif
