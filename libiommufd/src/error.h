/* SPDX-License-Identifier: MIT OR LGPL-2.1-or-later */
/* Recording why a call failed. Each function returns the code it was given. */
#ifndef LIBIOMMUFD_ERROR_H
#define LIBIOMMUFD_ERROR_H

#include <stdint.h>

struct ioctl_op;

/* The kernel answered @op with @code. */
int iommufd__error_ioctl(const struct ioctl_op *op, const void *wire, int code);
/* As iommufd__error_ioctl(), for a device file, whose wire structs do not name the device. */
int iommufd__error_device(uint32_t dev_id, int code);
/* @function refused @argument before it asked the kernel; @hint, a literal, says why. */
int iommufd__error_argument(const char *function, const char *argument, int code, const char *hint);
int iommufd__error_null(const char *function, const char *argument);
/* iommufd__sized_copy_in() refused a struct, or one to be filled in is too short. */
int iommufd__error_sized(const char *function, const char *argument, int code);
/* A system call of @function other than an ioctl failed, on @path if not NULL. */
int iommufd__error_system(const char *function, const char *path, int code, const char *hint);
/* @function was refused or cut short within a range. */
int iommufd__error_range(const char *function, const char *argument, uint64_t start,
			 uint64_t length, int code, const char *hint);

#endif
