/* SPDX-License-Identifier: MIT OR LGPL-2.1-or-later */
/*
 * A user-space driver of the vfio-sim device (kmod/include/vfio-sim.h), as one would write it for
 * a real device: find the registers, describe a transfer, start it, wait, read what came of it.
 */
#ifndef SIM_DEVICE_H
#define SIM_DEVICE_H

#include <stdint.h>

#include <iommufd.h>

struct sim_device {
	struct iommufd_device *dev;
	struct iommufd_region_info regs;
};

/* What came of a transfer: the device's registers of the same names. */
struct sim_transfer {
	uint32_t status;
	uint32_t fault_reason;
	uint32_t fault_access;
	uint64_t fault_iova;
	uint64_t done;
};

/* Take a bound device, which remains the caller's. Returns 0 or a negative errno. */
int sim_device_init(struct sim_device *sim, struct iommufd_device *dev);

/*
 * Have the device copy @length bytes from IOVA @src to IOVA @dst, or fill them with @byte, and wait
 * until it has ended. Returns 0 if it moved all bytes, -EFAULT if it met a fault, which @transfer
 * tells about, or another negative errno. @transfer may be NULL.
 */
int sim_device_copy(struct sim_device *sim, uint64_t dst, uint64_t src, uint64_t length,
		    struct sim_transfer *transfer);
int sim_device_fill(struct sim_device *sim, uint64_t dst, uint8_t byte, uint64_t length,
		    struct sim_transfer *transfer);

/* The reason of a fault in words. */
const char *sim_fault_text(uint32_t fault_reason);

#endif
