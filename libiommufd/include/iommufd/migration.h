/* SPDX-License-Identifier: MIT OR LGPL-2.1-or-later */
#ifndef LIBIOMMUFD_IOMMUFD_MIGRATION_H
#define LIBIOMMUFD_IOMMUFD_MIGRATION_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

struct iommufd_device;

/* What a device's migration can do; the kernel's values (VFIO_MIGRATION_*). */
#define IOMMUFD_MIGRATION_STOP_COPY 0x1u /* STOP, STOP_COPY and RESUMING */
#define IOMMUFD_MIGRATION_P2P	    0x2u /* the states without DMA to other devices too */
#define IOMMUFD_MIGRATION_PRE_COPY  0x4u /* PRE_COPY too */

/**
 * iommufd_device_get_migration() - what of migration a device can do
 * @dev: a bound device
 * @flags: receives IOMMUFD_MIGRATION_*
 *
 * Wire: VFIO_DEVICE_FEATURE, VFIO_DEVICE_FEATURE_MIGRATION.
 *
 * Thread safety: any thread at any time.
 *
 * Return: 0, or
 * * -EINVAL: a parameter is NULL; @dev is not bound.
 * * -ENOTTY: the device cannot be migrated.
 *
 * Since: kernel 6.6 for devices of iommufd.
 */
int iommufd_device_get_migration(struct iommufd_device *dev, uint64_t *flags);

/* States of a device's migration; the kernel's values (enum vfio_device_mig_state). */
#define IOMMUFD_MIG_STATE_ERROR	       0u /* only iommufd_device_reset() leads out of it */
#define IOMMUFD_MIG_STATE_STOP	       1u
#define IOMMUFD_MIG_STATE_RUNNING      2u
#define IOMMUFD_MIG_STATE_STOP_COPY    3u
#define IOMMUFD_MIG_STATE_RESUMING     4u
#define IOMMUFD_MIG_STATE_RUNNING_P2P  5u
#define IOMMUFD_MIG_STATE_PRE_COPY     6u
#define IOMMUFD_MIG_STATE_PRE_COPY_P2P 7u

/**
 * iommufd_device_get_mig_state() - the state a device's migration is in
 * @dev: a bound device
 * @mig_state: receives IOMMUFD_MIG_STATE_*
 *
 * Wire: VFIO_DEVICE_FEATURE, VFIO_DEVICE_FEATURE_MIG_DEVICE_STATE.
 *
 * Thread safety: any thread at any time.
 *
 * Return: 0, or
 * * -EINVAL: a parameter is NULL; @dev is not bound.
 * * -ENOTTY: the device cannot be migrated.
 *
 * Since: kernel 6.6 for devices of iommufd.
 */
int iommufd_device_get_mig_state(struct iommufd_device *dev, uint32_t *mig_state);

/**
 * iommufd_device_set_mig_state() - move a device's migration to another state
 * @dev: a bound device
 * @mig_state: IOMMUFD_MIG_STATE_*
 * @data_fd: receives the file descriptor of the data transfer that begins with this state, which
 *	the caller owns; -1 if none begins
 *
 * The device has the new state when the call returns. The kernel goes through the states between
 * where there is no direct way.
 *
 * Wire: VFIO_DEVICE_FEATURE, VFIO_DEVICE_FEATURE_MIG_DEVICE_STATE.
 *
 * Thread safety: any thread at any time.
 *
 * Return: 0, or
 * * -EINVAL: @dev or @data_fd is NULL; @dev is not bound; there is no way from the present state to
 *   this one, or no such state.
 * * -ENOTTY: the device cannot be migrated.
 * * and what the device's driver returns. The device may have got stuck in a state on the way, or
 * in IOMMUFD_MIG_STATE_ERROR: iommufd_device_get_mig_state() tells.
 *
 * Since: kernel 6.6 for devices of iommufd.
 */
int iommufd_device_set_mig_state(struct iommufd_device *dev, uint32_t mig_state, int32_t *data_fd);

/**
 * iommufd_device_get_mig_data_size() - about how much data STOP_COPY will yield
 * @dev: a bound device
 * @length: receives bytes
 *
 * Wire: VFIO_DEVICE_FEATURE, VFIO_DEVICE_FEATURE_MIG_DATA_SIZE.
 *
 * Thread safety: any thread at any time.
 *
 * Return: 0, or
 * * -EINVAL: a parameter is NULL; @dev is not bound.
 * * -ENOTTY: the device cannot be migrated.
 * * and what the device's driver returns.
 *
 * Since: kernel 6.6 for devices of iommufd.
 */
int iommufd_device_get_mig_data_size(struct iommufd_device *dev, uint64_t *length);

/**
 * iommufd_device_set_mig_precopy_info_v2() - have struct iommufd_precopy_info's flags filled in
 * @dev: a bound device
 *
 * Lasts until the device is closed.
 *
 * Wire: VFIO_DEVICE_FEATURE, VFIO_DEVICE_FEATURE_MIG_PRECOPY_INFOv2.
 *
 * Thread safety: any thread at any time.
 *
 * Return: 0, or
 * * -EINVAL: @dev is NULL or not bound; or it cannot do PRE_COPY.
 * * -ENOTTY: the kernel does not know it (before 7.1).
 *
 * Since: kernel 7.1.
 */
int iommufd_device_set_mig_precopy_info_v2(struct iommufd_device *dev);

/* struct iommufd_precopy_info's flags; the kernel's values (VFIO_PRECOPY_INFO_*). */
#define IOMMUFD_PRECOPY_INFO_REINIT 0x1u /* there is new initial data */

/**
 * struct iommufd_precopy_info - how much data is left to be transferred while a device runs
 * @size: sizeof(struct iommufd_precopy_info), set by the caller
 * @flags: IOMMUFD_PRECOPY_INFO_*; means nothing without iommufd_device_set_mig_precopy_info_v2()
 * @initial_bytes: about how much of what must go over first; leave PRE_COPY after it
 * @dirty_bytes: about how much has changed since it went over
 *
 * New members are added at the end.
 */
struct iommufd_precopy_info {
	uint32_t size;
	uint32_t flags;
	uint64_t initial_bytes;
	uint64_t dirty_bytes;
};

/**
 * iommufd_mig_get_precopy_info() - how much data is left in PRE_COPY
 * @data_fd: from iommufd_device_set_mig_state()
 * @info: filled in; @info->size says how much the caller knows of the struct
 *
 * Wire: VFIO_MIG_GET_PRECOPY_INFO.
 *
 * Thread safety: any thread at any time.
 *
 * Return: 0, or
 * * -EINVAL: @info is NULL or @info->size is too small; the device is not in PRE_COPY.
 * * -ENOTTY: @data_fd is of another kind, or its device cannot do PRE_COPY.
 * * -EBADF: @data_fd is not open.
 * * and what the device's driver returns.
 *
 * Since: kernel 6.6 for devices of iommufd.
 */
int iommufd_mig_get_precopy_info(int data_fd, struct iommufd_precopy_info *info);

#ifdef __cplusplus
}
#endif

#endif
