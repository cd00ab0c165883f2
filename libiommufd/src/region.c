// SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <iommufd/region.h>

#include "../uapi/vfio.h"
#include "caps.h"
#include "error.h"
#include "ioctl.h"
#include "layout.h"
#include "private.h"
#include "scratch.h"
#include "sized.h"

SAME_VALUE(IOMMUFD_REGION_READ, VFIO_REGION_INFO_FLAG_READ);
SAME_VALUE(IOMMUFD_REGION_WRITE, VFIO_REGION_INFO_FLAG_WRITE);
SAME_VALUE(IOMMUFD_REGION_MMAP, VFIO_REGION_INFO_FLAG_MMAP);
SAME_VALUE(IOMMUFD_REGION_CAPS, VFIO_REGION_INFO_FLAG_CAPS);
SAME_VALUE(IOMMUFD_REGION_CAP_SPARSE_MMAP, VFIO_REGION_INFO_CAP_SPARSE_MMAP);
SAME_VALUE(IOMMUFD_REGION_CAP_TYPE, VFIO_REGION_INFO_CAP_TYPE);
SAME_VALUE(IOMMUFD_REGION_CAP_MSIX_MAPPABLE, VFIO_REGION_INFO_CAP_MSIX_MAPPABLE);

/* Areas are copied as they are. */
static_assert(sizeof(struct iommufd_region_area) == sizeof(struct vfio_region_sparse_mmap_area) &&
		      offsetof(struct iommufd_region_area, length) ==
			      offsetof(struct vfio_region_sparse_mmap_area, size),
	      "struct iommufd_region_area is the kernel's");
static_assert(sizeof(struct iommufd_region_area) == sizeof(struct vfio_region_dma_range) &&
		      offsetof(struct iommufd_region_area, length) ==
			      offsetof(struct vfio_region_dma_range, length),
	      "struct iommufd_region_area is the kernel's");

EXPORT int iommufd_device_get_region_info(struct iommufd_device *dev, uint32_t index,
					  struct iommufd_region_info *info)
{
	static const struct ioctl_op op = { IOCTL_OP("iommufd_device_get_region_info",
						     VFIO_DEVICE_GET_REGION_INFO) };
	struct vfio_region_info cmd = { .argsz = sizeof(cmd), .index = index };
	int ret;

	if (!dev)
		return iommufd__error_null(__func__, "dev");
	if (!info)
		return iommufd__error_null(__func__, "info");
	if (info->size < SIZE_TO(struct iommufd_region_info, file_offset))
		return iommufd__error_sized(__func__, "info", -EINVAL);
	ret = iommufd__device_call(dev, &op, &cmd);
	if (ret)
		return ret;
	iommufd__sized_copy_out(info,
				&(struct iommufd_region_info){
					.index = index,
					.flags = cmd.flags,
					.length = cmd.size,
					.file_offset = cmd.offset,
				},
				sizeof(*info));
	return 0;
}

/* pread() or pwrite() within a region, whole. The kernel moves at most 2 GiB in one go. */
static int region_io(const char *function, struct iommufd_device *dev,
		     const struct iommufd_region_info *region, uint64_t offset, void *in,
		     const void *out, uint64_t length)
{
	uint64_t done = 0;

	if (!dev)
		return iommufd__error_null(function, "dev");
	if (!region)
		return iommufd__error_null(function, "region");
	if (!in && !out)
		return iommufd__error_null(function, "data");
	if (length > region->length || offset > region->length - length)
		return iommufd__error_range(function, "offset", offset, length, -ERANGE,
					    "the region is shorter");
	while (done < length) {
		off_t at = (off_t)(region->file_offset + offset + done);
		ssize_t n = in ? pread(dev->fd, (char *)in + done, length - done, at)
			       : pwrite(dev->fd, (const char *)out + done, length - done, at);

		if (n > 0)
			done += (uint64_t)n;
		else if (!n || errno != EINTR)
			return iommufd__error_range(function, NULL, offset, length,
						    n ? -errno : -EIO,
						    "the device does not take such an access");
	}
	return 0;
}

EXPORT int iommufd_device_region_read(struct iommufd_device *dev,
				      const struct iommufd_region_info *region, uint64_t offset,
				      void *data, uint64_t length)
{
	return region_io(__func__, dev, region, offset, data, NULL, length);
}

EXPORT int iommufd_device_region_write(struct iommufd_device *dev,
				       const struct iommufd_region_info *region, uint64_t offset,
				       const void *data, uint64_t length)
{
	return region_io(__func__, dev, region, offset, NULL, data, length);
}

#define REGION_QUERY(op, cmd)                                          \
	{                                                              \
		(op), &(cmd), sizeof(cmd), VFIO_REGION_INFO_FLAG_CAPS, \
			offsetof(struct vfio_region_info, cap_offset), \
	}

EXPORT int iommufd_device_get_region_cap(struct iommufd_device *dev, uint32_t index, uint32_t cap,
					 void *data, uint32_t *length)
{
	static const struct ioctl_op op = { IOCTL_OP("iommufd_device_get_region_cap",
						     VFIO_DEVICE_GET_REGION_INFO) };
	const struct vfio_region_info cmd = { .argsz = sizeof(cmd), .index = index };
	const struct caps_query query = REGION_QUERY(&op, cmd);

	return iommufd__caps_copy(dev, &query, cap, data, length);
}

EXPORT int iommufd_device_get_region_type(struct iommufd_device *dev, uint32_t index,
					  uint32_t *type, uint32_t *subtype)
{
	static const struct ioctl_op op = { IOCTL_OP("iommufd_device_get_region_type",
						     VFIO_DEVICE_GET_REGION_INFO) };
	const struct vfio_region_info cmd = { .argsz = sizeof(cmd), .index = index };
	const struct caps_query query = REGION_QUERY(&op, cmd);
	struct vfio_region_info_cap_type cap;
	int ret;

	if (!type)
		return iommufd__error_null(__func__, "type");
	if (!subtype)
		return iommufd__error_null(__func__, "subtype");
	ret = iommufd__caps_fixed(dev, &query, VFIO_REGION_INFO_CAP_TYPE, &cap, sizeof(cap));
	if (ret)
		return ret;
	*type = cap.type;
	*subtype = cap.subtype;
	return 0;
}

static int give_areas(const char *function, const void *from, uint32_t count,
		      struct iommufd_region_area *areas, uint32_t *num_areas)
{
	uint32_t room = *num_areas;

	*num_areas = count;
	if (count > room)
		return iommufd__error_argument(function, "num_areas", -EMSGSIZE,
					       "the array is too small: it now says how many "
					       "there are");
	if (count)
		memcpy(areas, from, count * sizeof(*areas));
	return 0;
}

/* What a region without the sparse capability has: all of it, or nothing. */
static int whole_area(const char *function, const struct vfio_region_info *info,
		      struct iommufd_region_area *areas, uint32_t *num_areas)
{
	const struct iommufd_region_area whole = { .length = info->size };

	return give_areas(function, &whole,
			  info->flags & VFIO_REGION_INFO_FLAG_MMAP && info->size ? 1 : 0, areas,
			  num_areas);
}

static int sparse_areas(const struct caps_query *query, const void *cap, uint32_t length,
			struct iommufd_region_area *areas, uint32_t *num_areas)
{
	struct vfio_region_info_cap_sparse_mmap sparse;

	if (length < sizeof(sparse))
		return iommufd__caps_error(query, -EIO);
	memcpy(&sparse, cap, sizeof(sparse));
	if (sparse.nr_areas > (length - sizeof(sparse)) / sizeof(*areas))
		return iommufd__caps_error(query, -EIO);
	return give_areas(query->op->function, (const char *)cap + sizeof(sparse), sparse.nr_areas,
			  areas, num_areas);
}

EXPORT int iommufd_device_get_region_mmap_areas(struct iommufd_device *dev, uint32_t index,
						struct iommufd_region_area *areas,
						uint32_t *num_areas)
{
	static const struct ioctl_op op = { IOCTL_OP("iommufd_device_get_region_mmap_areas",
						     VFIO_DEVICE_GET_REGION_INFO) };
	const struct vfio_region_info cmd = { .argsz = sizeof(cmd), .index = index };
	const struct caps_query query = REGION_QUERY(&op, cmd);
	struct caps caps;
	const void *cap;
	uint32_t length;
	int ret;

	if (!dev)
		return iommufd__error_null(__func__, "dev");
	if (!num_areas)
		return iommufd__error_null(__func__, "num_areas");
	if (!areas && *num_areas)
		return iommufd__error_null(__func__, "areas");
	ret = iommufd__caps_get(dev, &query, &caps);
	if (ret)
		return ret;
	ret = iommufd__caps_find(&caps, VFIO_REGION_INFO_CAP_SPARSE_MMAP, &cap, &length);
	if (!ret)
		ret = sparse_areas(&query, cap, length, areas, num_areas);
	else if (ret == -ENODATA)
		ret = whole_area(__func__, caps.room.ptr, areas, num_areas);
	else
		iommufd__caps_error(&query, ret);
	iommufd__caps_put(&caps);
	return ret;
}

EXPORT int iommufd_device_region_mmap(struct iommufd_device *dev,
				      const struct iommufd_region_info *region, uint64_t offset,
				      uint64_t length, uint32_t access, void **addr)
{
	int prot = (access & IOMMUFD_REGION_READ ? PROT_READ : 0) |
		   (access & IOMMUFD_REGION_WRITE ? PROT_WRITE : 0);
	void *at;

	if (!dev)
		return iommufd__error_null(__func__, "dev");
	if (!region)
		return iommufd__error_null(__func__, "region");
	if (!addr)
		return iommufd__error_null(__func__, "addr");
	if (access & ~(IOMMUFD_REGION_READ | IOMMUFD_REGION_WRITE))
		return iommufd__error_argument(__func__, "access", -EINVAL,
					       "it is READ, WRITE or both");
	if (length > region->length || offset > region->length - length)
		return iommufd__error_range(__func__, "offset", offset, length, -ERANGE,
					    "the region is shorter");
	at = mmap(NULL, length, prot, MAP_SHARED, dev->fd, (off_t)(region->file_offset + offset));
	if (at == MAP_FAILED)
		return iommufd__error_range(__func__, NULL, offset, length, -errno,
					    "the device does not let this part be mapped, or it "
					    "does not begin at a page");
	*addr = at;
	return 0;
}

struct dma_buf {
	struct vfio_device_feature head;
	struct vfio_device_feature_dma_buf data;
};

EXPORT int iommufd_device_region_dma_buf(struct iommufd_device *dev, uint32_t index,
					 const struct iommufd_region_area *areas,
					 uint32_t num_areas, int *fd)
{
	static const struct ioctl_op op = { IOCTL_OP("iommufd_device_region_dma_buf",
						     VFIO_DEVICE_FEATURE) };
	struct scratch scratch = { 0 };
	struct dma_buf *cmd;
	size_t size;
	int ret;

	if (!dev)
		return iommufd__error_null(__func__, "dev");
	if (!areas)
		return iommufd__error_null(__func__, "areas");
	if (!fd)
		return iommufd__error_null(__func__, "fd");
	if (num_areas > (UINT32_MAX - sizeof(*cmd)) / sizeof(*areas))
		return iommufd__error_argument(__func__, "num_areas", -EOVERFLOW,
					       "it is more than the ioctl can tell");
	size = sizeof(*cmd) + num_areas * sizeof(*areas);
	cmd = iommufd__scratch_get(&scratch, size);
	if (!cmd)
		return iommufd__error_system(__func__, NULL, -ENOMEM, NULL);
	cmd->head.argsz = (uint32_t)size;
	cmd->head.flags = VFIO_DEVICE_FEATURE_GET | VFIO_DEVICE_FEATURE_DMA_BUF;
	cmd->data.region_index = index;
	cmd->data.open_flags = O_RDWR | O_CLOEXEC;
	cmd->data.nr_ranges = num_areas;
	memcpy(cmd + 1, areas, num_areas * sizeof(*areas));
	ret = iommufd__device_call_value(dev, &op, cmd);
	iommufd__scratch_put(&scratch);
	if (ret < 0)
		return ret;
	*fd = ret;
	return 0;
}
