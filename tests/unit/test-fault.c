// SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
#include <errno.h>
#include <string.h>

#include "../../libiommufd/uapi/iommufd.h"
#include "../test.h"
#include "fake-ioctl.h"
#include "private.h"

static struct iommufd ctx = { .fd = 77 };

static void answer(void *wire)
{
	struct iommu_fault_alloc *cmd = wire;

	cmd->out_fault_id = 42;
	cmd->out_fault_fd = 43;
}

static void null_parameters(void **state)
{
	uint32_t id;
	int fd;

	(void)state;
	assert_refuses_null(iommufd_fault_queue_alloc(NULL, &id, &fd), "ctx");
	assert_refuses_null(iommufd_fault_queue_alloc(&ctx, NULL, &fd), "fault_id");
	assert_refuses_null(iommufd_fault_queue_alloc(&ctx, &id, NULL), "fd");
}

static void alloc(void **state)
{
	struct iommu_fault_alloc *wire = (struct iommu_fault_alloc *)fake_ioctl.wire;
	uint32_t id = 5;
	int fd = 6;

	(void)state;
	fake_ioctl_expect(EMFILE, 0);
	fake_ioctl.answer = answer;
	assert_ret(iommufd_fault_queue_alloc(&ctx, &id, &fd), -EMFILE);
	assert_int_equal(id, 5);
	assert_int_equal(fd, 6);
	assert_ret(iommufd_fault_queue_alloc(&ctx, &id, &fd), 0);
	assert_int_equal(id, 42);
	assert_int_equal(fd, 43);
	assert_int_equal(fake_ioctl.request, IOMMU_FAULT_QUEUE_ALLOC);
	assert_int_equal(wire->size, sizeof(*wire));
	assert_int_equal(wire->flags, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(null_parameters),
		cmocka_unit_test(alloc),
	};

	return RUN_TESTS(tests);
}
