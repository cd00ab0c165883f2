/* SPDX-License-Identifier: MIT OR LGPL-2.1-or-later */
/* The one place that makes the system call. */
#ifndef LIBIOMMUFD_IOCTL_H
#define LIBIOMMUFD_IOCTL_H

#include <stddef.h>
#include <stdint.h>

struct iommufd_device;

/*
 * One ioctl as one public function issues it. The offsets say where in the wire struct the facts
 * are that an error description names, so that the call itself records nothing until it fails.
 * Offset 0 is always the struct's size and stands for "has none".
 */
struct ioctl_op {
	const char *function;
	const char *name;
	unsigned long request;
	uint8_t id;	/* uint32_t: the object the call is made on */
	uint8_t pt_id;	/* uint32_t: the page table it names */
	uint8_t iova;	/* uint64_t */
	uint8_t length; /* uint64_t */
};

#define IOCTL_OP(func, req) .function = (func), .name = #req, .request = (req)

/*
 * Issue a @request with @wire on @fd, again if a signal interrupts it. Returns 0 or a negative
 * errno, and records nothing: for asking a file what it is.
 */
int iommufd__ioctl(int fd, unsigned long request, void *wire);

/* The same for @op; a failure is recorded for iommufd_error_get(). */
int iommufd__ioctl_call(int fd, const struct ioctl_op *op, void *wire);

/*
 * The same for an @op whose argument is a number and no wire struct, so it has no offsets. Returns
 * what the kernel returns, if not negative.
 */
int iommufd__ioctl_value(int fd, const struct ioctl_op *op, unsigned long value);

/* The same for a device file, whose wire structs do not name the device. */
int iommufd__device_call(const struct iommufd_device *dev, const struct ioctl_op *op, void *wire);

/* The same for an ioctl that answers with a number: returns that, or a negative errno. */
int iommufd__device_call_value(const struct iommufd_device *dev, const struct ioctl_op *op,
			       void *wire);

#endif
