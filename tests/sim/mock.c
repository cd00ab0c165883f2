// SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>

#include "mock.h"

#define MOCK_COMMAND _IO(';', 0x80 + 32)

enum {
	OP_DEVICE_REPLACE = 10,
	OP_DEVICE_FLAGS = 12,
	OP_DIRTY = 13,
	OP_CHECK_IOTLB = 14,
	OP_FAULT = 15,
	OP_CHECK_CACHE = 16,
	OP_EVENT = 17,
};

/* The test ioctl of iommufd: an operation on an object, with arguments of its own. */
struct mock_command {
	uint32_t size;
	uint32_t op;
	uint32_t id;
	uint32_t reserved;
	union {
		struct {
			uint32_t out_handle;
			uint32_t out_hwpt_id;
			uint32_t out_dev_id;
			uint32_t flags;
		} device;
		struct {
			uint32_t pt_id;
		} replace;
		struct {
			uint32_t flags;
			uint32_t padding;
			uint64_t iova;
			uint64_t length;
			uint64_t page_size;
			uint64_t bitmap;
			uint64_t out_count;
		} dirty;
		struct {
			uint32_t entry;
			uint32_t value;
		} check;
		struct {
			uint32_t dev_id;
			uint32_t pasid;
			uint32_t grpid;
			uint32_t perm;
			uint64_t addr;
		} fault;
		struct {
			uint32_t dev_id;
		} event;
	};
	uint32_t last;
	uint32_t padding;
};

static int call(struct mock *mock, struct mock_command *command)
{
	command->size = sizeof(*command);
	return ioctl(iommufd_fd(mock->ctx), MOCK_COMMAND, command) ? -errno : 0;
}

int mock_add(struct mock *mock, uint32_t pt_id, uint32_t flags)
{
	struct mock_command command = {
		.op = OP_DEVICE_FLAGS,
		.id = pt_id,
		.device = { .flags = flags },
	};
	int ret = call(mock, &command);

	if (ret)
		return ret;
	mock->handle = command.device.out_handle;
	mock->hwpt = command.device.out_hwpt_id;
	mock->dev_id = command.device.out_dev_id;
	return 0;
}

int mock_setup(void **state)
{
	struct mock *mock = calloc(1, sizeof(*mock));

	assert_non_null(mock);
	assert_ret(iommufd_open(NULL, &mock->ctx), 0);
	assert_ret(iommufd_ioas_alloc(mock->ctx, &mock->ioas), 0);
	assert_ret(mock_add(mock, mock->ioas, 0), 0);
	*state = mock;
	return 0;
}

int mock_teardown(void **state)
{
	struct mock *mock = *state;

	iommufd_close(mock->ctx);
	free(mock);
	return 0;
}

int mock_replace(struct mock *mock, uint32_t pt_id)
{
	struct mock_command command = {
		.op = OP_DEVICE_REPLACE,
		.id = mock->handle,
		.replace = { .pt_id = pt_id },
	};

	return call(mock, &command);
}

uint32_t mock_parent(struct mock *mock)
{
	const struct iommufd_hwpt_alloc_opts opts = {
		.size = sizeof(opts),
		.flags = IOMMUFD_HWPT_ALLOC_NEST_PARENT,
	};
	uint32_t hwpt;

	assert_ret(iommufd_hwpt_alloc(mock->ctx, mock->dev_id, mock->ioas, &opts, &hwpt), 0);
	return hwpt;
}

uint32_t mock_nested(struct mock *mock, uint32_t pt_id, uint32_t iotlb)
{
	const struct mock_nested data = { .iotlb = iotlb };
	const struct iommufd_hwpt_alloc_opts opts = {
		.size = sizeof(opts),
		.data_type = MOCK_NESTED,
		.data_len = sizeof(data),
		.data = &data,
	};
	uint32_t hwpt;

	assert_ret(iommufd_hwpt_alloc(mock->ctx, mock->dev_id, pt_id, &opts, &hwpt), 0);
	return hwpt;
}

int mock_check_iotlb(struct mock *mock, uint32_t hwpt_id, uint32_t entry, uint32_t value)
{
	struct mock_command command = {
		.op = OP_CHECK_IOTLB,
		.id = hwpt_id,
		.check = { .entry = entry, .value = value },
	};

	return call(mock, &command);
}

uint64_t mock_write(struct mock *mock, uint32_t hwpt_id, uint64_t length, uint64_t page_size,
		    const uint64_t *bitmap)
{
	struct mock_command command = {
		.op = OP_DIRTY,
		.id = hwpt_id,
		.dirty = { .iova = MOCK_IOVA,
			   .length = length,
			   .page_size = page_size,
			   .bitmap = (uintptr_t)bitmap },
	};

	assert_ret(call(mock, &command), 0);
	return command.dirty.out_count;
}

int mock_check_cache(struct mock *mock, uint32_t entry, uint32_t value)
{
	struct mock_command command = {
		.op = OP_CHECK_CACHE,
		.id = mock->dev_id,
		.check = { .entry = entry, .value = value },
	};

	return call(mock, &command);
}

uint32_t mock_viommu(struct mock *mock, uint32_t parent)
{
	uint32_t viommu;

	assert_ret(iommufd_viommu_alloc(mock->ctx, mock->dev_id, parent, MOCK_VIOMMU, NULL, 0,
					&viommu),
		   0);
	return viommu;
}

int mock_fault(struct mock *mock, uint64_t addr, uint32_t grpid, uint32_t perm)
{
	struct mock_command command = {
		.op = OP_FAULT,
		.fault = { .dev_id = mock->dev_id, .grpid = grpid, .perm = perm, .addr = addr },
	};

	return call(mock, &command);
}

int mock_event(struct mock *mock)
{
	struct mock_command command = {
		.op = OP_EVENT,
		.event = { .dev_id = mock->dev_id },
	};

	return call(mock, &command);
}
