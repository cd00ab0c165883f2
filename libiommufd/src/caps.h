/* SPDX-License-Identifier: MIT OR LGPL-2.1-or-later */
/* Capability chains: what the kernel puts behind some of VFIO's info structs. */
#ifndef LIBIOMMUFD_CAPS_H
#define LIBIOMMUFD_CAPS_H

#include <stdint.h>

#include "scratch.h"

struct iommufd_device;
struct ioctl_op;

/* An info struct that may have capabilities: argsz and flags are its first members. */
struct caps_query {
	const struct ioctl_op *op;
	const void *wire;
	uint32_t size;	     /* of the struct */
	uint32_t caps_flag;  /* the flag that says there are some */
	uint32_t cap_offset; /* where in the struct the first one's offset is */
};

/* The answer: struct and capabilities in one piece. */
struct caps {
	struct scratch room;
	uint32_t size;	/* bytes at room.ptr */
	uint32_t start; /* sizeof the struct: no capability begins before */
	uint32_t first; /* offset of the first capability; 0: there is none */
};

/* Returns 0 or a recorded error; iommufd__caps_put() what it gave. */
int iommufd__caps_get(const struct iommufd_device *dev, const struct caps_query *query,
		      struct caps *caps);
void iommufd__caps_put(struct caps *caps);

/*
 * The capability @id with its header, and in @length how many bytes it has, padding included.
 * Returns 0, or -ENODATA if there is none or -EIO if the chain is damaged; records nothing.
 */
int iommufd__caps_find(const struct caps *caps, uint32_t id, const void **cap, uint32_t *length);

/*
 * The three below check @dev and record what fails, for public functions that do not need more.
 *
 * A capability of any kind: copy @id to @data, which has room for *@length bytes, and tell its
 * length there; -EMSGSIZE if that is more.
 */
int iommufd__caps_copy(const struct iommufd_device *dev, const struct caps_query *query,
		       uint32_t id, void *data, uint32_t *length);

/* One whose struct has @size bytes, and perhaps more in a later version of it. */
int iommufd__caps_fixed(const struct iommufd_device *dev, const struct caps_query *query,
			uint32_t id, void *data, uint32_t size);

/* iommufd__caps_find() or the reader of a capability failed with @code. */
int iommufd__caps_error(const struct caps_query *query, int code);

#endif
