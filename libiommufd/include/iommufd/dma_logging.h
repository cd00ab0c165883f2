/* SPDX-License-Identifier: MIT OR LGPL-2.1-or-later */
#ifndef LIBIOMMUFD_IOMMUFD_DMA_LOGGING_H
#define LIBIOMMUFD_IOMMUFD_DMA_LOGGING_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

struct iommufd_device;

/**
 * struct iommufd_dma_logging_range - IOVAs whose use by a device is to be logged
 * @iova: the first one
 * @length: bytes
 */
struct iommufd_dma_logging_range {
	uint64_t iova;
	uint64_t length;
};

/**
 * iommufd_device_dma_logging_start() - let a device note where it writes
 * @dev: a bound device
 * @page_size: the granularity wanted, a power of two; receives the one that the device chose
 * @ranges: where to look; they do not overlap, and each begins and ends at a multiple of
 * *@page_size
 * @num_ranges: how many; as many as fit into one of the kernel's pages always work
 *
 * This is the device's own log. What an IOMMU sees is iommufd's dirty tracking.
 *
 * Wire: VFIO_DEVICE_FEATURE, VFIO_DEVICE_FEATURE_DMA_LOGGING_START.
 *
 * Thread safety: any thread at any time.
 *
 * Return: 0, or
 * * -EINVAL: a parameter is NULL; @num_ranges is 0; ranges overlap or are not aligned; @dev is not
 *   bound; or it is logging already.
 * * -EOVERFLOW: a range ends beyond the 64-bit address space.
 * * -E2BIG: there are too many ranges.
 * * -ENOTTY: the device has no log.
 * * -EFAULT: @ranges is not readable.
 * * -ENOMEM, and what the device's driver returns.
 *
 * Since: kernel 6.6 for devices of iommufd.
 */
int iommufd_device_dma_logging_start(struct iommufd_device *dev, uint64_t *page_size,
				     const struct iommufd_dma_logging_range *ranges,
				     uint32_t num_ranges);

/**
 * iommufd_device_dma_logging_stop() - end what iommufd_device_dma_logging_start() began
 * @dev: a bound device
 *
 * Wire: VFIO_DEVICE_FEATURE, VFIO_DEVICE_FEATURE_DMA_LOGGING_STOP.
 *
 * Thread safety: any thread at any time.
 *
 * Return: 0, or
 * * -EINVAL: @dev is NULL or not bound.
 * * -ENOTTY: the device has no log.
 * * and what the device's driver returns.
 *
 * Since: kernel 6.6 for devices of iommufd.
 */
int iommufd_device_dma_logging_stop(struct iommufd_device *dev);

/**
 * iommufd_device_dma_logging_report() - where a device wrote since the last report, and forget it
 * @dev: a bound device
 * @iova: the first IOVA to report of
 * @length: bytes
 * @page_size: what a bit stands for, a power of two of 4096 or more
 * @bitmap: one bit for each @page_size bytes, in whole words; the first page's is the lowest bit of
 *	the first word. Bits are set, never cleared
 *
 * After an error consider everything written.
 *
 * Wire: VFIO_DEVICE_FEATURE, VFIO_DEVICE_FEATURE_DMA_LOGGING_REPORT.
 *
 * Thread safety: any thread at any time.
 *
 * Return: 0, or
 * * -EINVAL: a parameter is NULL; @page_size or @length does not do; @dev is not bound, or does not
 *   log.
 * * -EOVERFLOW: the range ends beyond the 64-bit address space.
 * * -ENOTTY: the device has no log.
 * * -EFAULT: @bitmap is not writable.
 * * -ENOMEM, and what the device's driver returns.
 *
 * Since: kernel 6.6 for devices of iommufd.
 */
int iommufd_device_dma_logging_report(struct iommufd_device *dev, uint64_t iova, uint64_t length,
				      uint64_t page_size, uint64_t *bitmap);

#ifdef __cplusplus
}
#endif

#endif
