/* SPDX-License-Identifier: MIT OR LGPL-2.1-or-later */
/* What the files of the library know of each other's handles. */
#ifndef LIBIOMMUFD_PRIVATE_H
#define LIBIOMMUFD_PRIVATE_H

#include <stdint.h>

#define EXPORT __attribute__((visibility("default")))

struct iommufd {
	int fd;
};

struct iommufd_device {
	int fd;
	uint32_t dev_id; /* 0 until bound */
};

static inline uint64_t user_ptr(const void *ptr)
{
	return (uintptr_t)ptr;
}

#endif
