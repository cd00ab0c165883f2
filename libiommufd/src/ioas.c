// SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
#include <errno.h>
#include <stddef.h>

#include <iommufd/ioas.h>

#include "../uapi/iommufd.h"
#include "error.h"
#include "ioctl.h"
#include "layout.h"
#include "private.h"

/* The kernel writes straight into the caller's array. */
SAME_SIZE(iommufd_iova_range, iommu_iova_range);
SAME_MEMBER(iommufd_iova_range, iommu_iova_range, start);
SAME_MEMBER(iommufd_iova_range, iommu_iova_range, last);
/* Flags are handed through as they are. */
SAME_VALUE(IOMMUFD_IOAS_MAP_FIXED_IOVA, IOMMU_IOAS_MAP_FIXED_IOVA);
SAME_VALUE(IOMMUFD_IOAS_MAP_WRITEABLE, IOMMU_IOAS_MAP_WRITEABLE);
SAME_VALUE(IOMMUFD_IOAS_MAP_READABLE, IOMMU_IOAS_MAP_READABLE);

EXPORT int iommufd_ioas_alloc(struct iommufd *ctx, uint32_t *ioas_id)
{
	static const struct ioctl_op op = { IOCTL_OP("iommufd_ioas_alloc", IOMMU_IOAS_ALLOC) };
	struct iommu_ioas_alloc cmd = { .size = sizeof(cmd) };
	int ret;

	if (!ctx)
		return iommufd__error_null(__func__, "ctx");
	if (!ioas_id)
		return iommufd__error_null(__func__, "ioas_id");
	ret = iommufd__ioctl_call(ctx->fd, &op, &cmd);
	if (ret)
		return ret;
	*ioas_id = cmd.out_ioas_id;
	return 0;
}

EXPORT int iommufd_ioas_iova_ranges(struct iommufd *ctx, uint32_t ioas_id,
				    struct iommufd_iova_range *ranges, uint32_t *num_ranges,
				    uint64_t *alignment)
{
	static const struct ioctl_op op = {
		IOCTL_OP("iommufd_ioas_iova_ranges", IOMMU_IOAS_IOVA_RANGES),
		.id = offsetof(struct iommu_ioas_iova_ranges, ioas_id),
	};
	struct iommu_ioas_iova_ranges cmd = {
		.size = sizeof(cmd),
		.ioas_id = ioas_id,
		.allowed_iovas = user_ptr(ranges),
	};
	int ret;

	if (!ctx)
		return iommufd__error_null(__func__, "ctx");
	if (!num_ranges)
		return iommufd__error_null(__func__, "num_ranges");
	if (!ranges && *num_ranges)
		return iommufd__error_null(__func__, "ranges");
	cmd.num_iovas = *num_ranges;
	ret = iommufd__ioctl_call(ctx->fd, &op, &cmd);
	if (!ret || ret == -EMSGSIZE)
		*num_ranges = cmd.num_iovas;
	if (!ret && alignment)
		*alignment = cmd.out_iova_alignment;
	return ret;
}

EXPORT int iommufd_ioas_allow_iovas(struct iommufd *ctx, uint32_t ioas_id,
				    const struct iommufd_iova_range *ranges, uint32_t num_ranges)
{
	static const struct ioctl_op op = {
		IOCTL_OP("iommufd_ioas_allow_iovas", IOMMU_IOAS_ALLOW_IOVAS),
		.id = offsetof(struct iommu_ioas_allow_iovas, ioas_id),
	};
	struct iommu_ioas_allow_iovas cmd = {
		.size = sizeof(cmd),
		.ioas_id = ioas_id,
		.num_iovas = num_ranges,
		.allowed_iovas = user_ptr(ranges),
	};

	if (!ctx)
		return iommufd__error_null(__func__, "ctx");
	if (!ranges && num_ranges)
		return iommufd__error_null(__func__, "ranges");
	return iommufd__ioctl_call(ctx->fd, &op, &cmd);
}

/* All ways to map take an IOVA or give one in the same manner. */
static int map_call(struct iommufd *ctx, const struct ioctl_op *op, void *wire, uapi_u64 *wire_iova,
		    uint32_t flags, uint64_t *iova)
{
	int ret;

	if (!ctx)
		return iommufd__error_null(op->function, "ctx");
	if (!iova)
		return iommufd__error_null(op->function, "iova");
	if (flags & IOMMUFD_IOAS_MAP_FIXED_IOVA)
		*wire_iova = *iova;
	ret = iommufd__ioctl_call(ctx->fd, op, wire);
	if (ret)
		return ret;
	*iova = *wire_iova;
	return 0;
}

EXPORT int iommufd_ioas_map(struct iommufd *ctx, uint32_t ioas_id, void *addr, uint64_t length,
			    uint32_t flags, uint64_t *iova)
{
	static const struct ioctl_op op = {
		IOCTL_OP("iommufd_ioas_map", IOMMU_IOAS_MAP),
		.id = offsetof(struct iommu_ioas_map, ioas_id),
		.iova = offsetof(struct iommu_ioas_map, iova),
		.length = offsetof(struct iommu_ioas_map, length),
	};
	struct iommu_ioas_map cmd = {
		.size = sizeof(cmd),
		.flags = flags,
		.ioas_id = ioas_id,
		.user_va = user_ptr(addr),
		.length = length,
	};

	if (!addr)
		return iommufd__error_null(__func__, "addr");
	return map_call(ctx, &op, &cmd, &cmd.iova, flags, iova);
}

EXPORT int iommufd_ioas_map_file(struct iommufd *ctx, uint32_t ioas_id, int fd, uint64_t offset,
				 uint64_t length, uint32_t flags, uint64_t *iova)
{
	static const struct ioctl_op op = {
		IOCTL_OP("iommufd_ioas_map_file", IOMMU_IOAS_MAP_FILE),
		.id = offsetof(struct iommu_ioas_map_file, ioas_id),
		.iova = offsetof(struct iommu_ioas_map_file, iova),
		.length = offsetof(struct iommu_ioas_map_file, length),
	};
	struct iommu_ioas_map_file cmd = {
		.size = sizeof(cmd),
		.flags = flags,
		.ioas_id = ioas_id,
		.fd = fd,
		.start = offset,
		.length = length,
	};

	return map_call(ctx, &op, &cmd, &cmd.iova, flags, iova);
}

EXPORT int iommufd_ioas_copy(struct iommufd *ctx, uint32_t ioas_id, uint32_t src_ioas_id,
			     uint64_t src_iova, uint64_t length, uint32_t flags, uint64_t *iova)
{
	static const struct ioctl_op op = {
		IOCTL_OP("iommufd_ioas_copy", IOMMU_IOAS_COPY),
		.id = offsetof(struct iommu_ioas_copy, src_ioas_id),
		.pt_id = offsetof(struct iommu_ioas_copy, dst_ioas_id),
		.iova = offsetof(struct iommu_ioas_copy, src_iova),
		.length = offsetof(struct iommu_ioas_copy, length),
	};
	struct iommu_ioas_copy cmd = {
		.size = sizeof(cmd),
		.flags = flags,
		.dst_ioas_id = ioas_id,
		.src_ioas_id = src_ioas_id,
		.length = length,
		.src_iova = src_iova,
	};

	return map_call(ctx, &op, &cmd, &cmd.dst_iova, flags, iova);
}

EXPORT int iommufd_ioas_unmap(struct iommufd *ctx, uint32_t ioas_id, uint64_t iova, uint64_t length,
			      uint64_t *unmapped)
{
	static const struct ioctl_op op = {
		IOCTL_OP("iommufd_ioas_unmap", IOMMU_IOAS_UNMAP),
		.id = offsetof(struct iommu_ioas_unmap, ioas_id),
		.iova = offsetof(struct iommu_ioas_unmap, iova),
		.length = offsetof(struct iommu_ioas_unmap, length),
	};
	struct iommu_ioas_unmap cmd = {
		.size = sizeof(cmd),
		.ioas_id = ioas_id,
		.iova = iova,
		.length = length,
	};
	int ret;

	if (!ctx)
		return iommufd__error_null(__func__, "ctx");
	ret = iommufd__ioctl_call(ctx->fd, &op, &cmd);
	if (ret)
		return ret;
	if (unmapped)
		*unmapped = cmd.length;
	return 0;
}

EXPORT int iommufd_ioas_change_process(struct iommufd *ctx)
{
	static const struct ioctl_op op = { IOCTL_OP("iommufd_ioas_change_process",
						     IOMMU_IOAS_CHANGE_PROCESS) };
	struct iommu_ioas_change_process cmd = { .size = sizeof(cmd) };

	if (!ctx)
		return iommufd__error_null(__func__, "ctx");
	return iommufd__ioctl_call(ctx->fd, &op, &cmd);
}
