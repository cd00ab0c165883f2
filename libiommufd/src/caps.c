// SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
#include <errno.h>
#include <stddef.h>
#include <string.h>

#include "../uapi/vfio.h"
#include "caps.h"
#include "error.h"
#include "ioctl.h"
#include "private.h"

static uint32_t word(const void *wire, size_t offset)
{
	uint32_t value;

	memcpy(&value, (const char *)wire + offset, sizeof(value));
	return value;
}

/* Both kinds of info struct begin like this. */
#define ARGSZ offsetof(struct vfio_device_info, argsz)
#define FLAGS offsetof(struct vfio_device_info, flags)

/*
 * Asked with the bare struct the kernel tells how much it has, and with exactly that it gives it.
 */
int iommufd__caps_get(const struct iommufd_device *dev, const struct caps_query *query,
		      struct caps *caps)
{
	uint32_t size = query->size, needed = size;
	void *wire;
	int ret;

	*caps = (struct caps){ .start = query->size };
	do {
		size = needed;
		wire = iommufd__scratch_get(&caps->room, size);
		if (!wire)
			return iommufd__error_system(query->op->function, NULL, -ENOMEM, NULL);
		memcpy(wire, query->wire, query->size);
		memcpy((char *)wire + ARGSZ, &size, sizeof(size));
		ret = iommufd__device_call(dev, query->op, wire);
		if (ret) {
			iommufd__caps_put(caps);
			return ret;
		}
		if (!(word(wire, FLAGS) & query->caps_flag))
			return 0;
		needed = word(wire, ARGSZ);
	} while (needed > size);
	caps->size = size;
	caps->first = word(wire, query->cap_offset);
	return 0;
}

void iommufd__caps_put(struct caps *caps)
{
	iommufd__scratch_put(&caps->room);
}

/*
 * Nothing says how long a capability is but where the next one begins, so the kernel lays them out
 * in their order; a chain that goes backwards is damaged, and might not end.
 */
int iommufd__caps_find(const struct caps *caps, uint32_t id, const void **cap, uint32_t *length)
{
	struct vfio_info_cap_header header;
	uint32_t end;

	for (uint32_t at = caps->first; at; at = header.next) {
		if (at < caps->start || caps->size < sizeof(header) ||
		    at > caps->size - sizeof(header))
			return -EIO;
		memcpy(&header, (const char *)caps->room.ptr + at, sizeof(header));
		end = header.next ? header.next : caps->size;
		if (end < at + sizeof(header) || end > caps->size)
			return -EIO;
		if (header.id == id) {
			*cap = (const char *)caps->room.ptr + at;
			*length = end - at;
			return 0;
		}
	}
	return -ENODATA;
}

int iommufd__caps_error(const struct caps_query *query, int code)
{
	const char *hint = NULL;

	if (code == -ENODATA)
		hint = "there is no such capability";
	if (code == -EIO)
		hint = "what the kernel answered is no chain of capabilities";
	return iommufd__error_system(query->op->function, NULL, code, hint);
}

/* Copy @found bytes of a capability where there is room for *@length. */
static int copy(const struct caps_query *query, const void *cap, uint32_t found, void *data,
		uint32_t *length)
{
	uint32_t room = *length;

	*length = found;
	if (found > room)
		return iommufd__error_argument(query->op->function, "length", -EMSGSIZE,
					       "the buffer is too small: it now says how many "
					       "bytes there are");
	memcpy(data, cap, found);
	return 0;
}

int iommufd__caps_copy(const struct iommufd_device *dev, const struct caps_query *query,
		       uint32_t id, void *data, uint32_t *length)
{
	const char *function = query->op->function;
	struct caps caps;
	const void *cap;
	uint32_t found;
	int ret;

	if (!dev)
		return iommufd__error_null(function, "dev");
	if (!length)
		return iommufd__error_null(function, "length");
	if (!data && *length)
		return iommufd__error_null(function, "data");
	ret = iommufd__caps_get(dev, query, &caps);
	if (ret)
		return ret;
	ret = iommufd__caps_find(&caps, id, &cap, &found);
	ret = ret ? iommufd__caps_error(query, ret) : copy(query, cap, found, data, length);
	iommufd__caps_put(&caps);
	return ret;
}

int iommufd__caps_fixed(const struct iommufd_device *dev, const struct caps_query *query,
			uint32_t id, void *data, uint32_t size)
{
	struct caps caps;
	const void *cap;
	uint32_t found;
	int ret;

	if (!dev)
		return iommufd__error_null(query->op->function, "dev");
	ret = iommufd__caps_get(dev, query, &caps);
	if (ret)
		return ret;
	ret = iommufd__caps_find(&caps, id, &cap, &found);
	if (!ret && found < size)
		ret = -EIO;
	if (ret)
		iommufd__caps_error(query, ret);
	else
		memcpy(data, cap, size);
	iommufd__caps_put(&caps);
	return ret;
}
