// SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
#include <errno.h>
#include <string.h>

#include "../../libiommufd/uapi/iommufd.h"
#include "../test.h"
#include "fake-ioctl.h"
#include "private.h"

#define HIGH_IOVA ((UINT64_C(1) << 63) + 1)
#define RW	  (IOMMUFD_IOAS_MAP_READABLE | IOMMUFD_IOAS_MAP_WRITEABLE)

static struct iommufd ctx = { .fd = 77 };

static void null_parameters(void **state)
{
	uint32_t id = 1, num = 1;
	uint64_t iova = 0;
	char byte;

	(void)state;
	assert_refuses_null(iommufd_ioas_alloc(NULL, &id), "ctx");
	assert_refuses_null(iommufd_ioas_alloc(&ctx, NULL), "ioas_id");
	assert_refuses_null(iommufd_ioas_iova_ranges(NULL, 1, NULL, &num, NULL), "ctx");
	assert_refuses_null(iommufd_ioas_iova_ranges(&ctx, 1, NULL, NULL, NULL), "num_ranges");
	assert_refuses_null(iommufd_ioas_iova_ranges(&ctx, 1, NULL, &num, NULL), "ranges");
	assert_refuses_null(iommufd_ioas_map(NULL, 1, &byte, 1, RW, &iova), "ctx");
	assert_refuses_null(iommufd_ioas_map(&ctx, 1, NULL, 1, RW, &iova), "addr");
	assert_refuses_null(iommufd_ioas_map(&ctx, 1, &byte, 1, RW, NULL), "iova");
	assert_refuses_null(iommufd_ioas_map_file(NULL, 1, 0, 0, 1, RW, &iova), "ctx");
	assert_refuses_null(iommufd_ioas_map_file(&ctx, 1, 0, 0, 1, RW, NULL), "iova");
	assert_refuses_null(iommufd_ioas_copy(NULL, 1, 2, 0, 1, RW, &iova), "ctx");
	assert_refuses_null(iommufd_ioas_copy(&ctx, 1, 2, 0, 1, RW, NULL), "iova");
	assert_refuses_null(iommufd_ioas_allow_iovas(NULL, 1, NULL, 0), "ctx");
	assert_refuses_null(iommufd_ioas_allow_iovas(&ctx, 1, NULL, 1), "ranges");
	assert_refuses_null(iommufd_ioas_change_process(NULL), "ctx");
	assert_refuses_null(iommufd_ioas_unmap(NULL, 1, 0, 1, NULL), "ctx");
}

static void answer_alloc(void *wire)
{
	((struct iommu_ioas_alloc *)wire)->out_ioas_id = 42;
}

static void alloc(void **state)
{
	uint32_t id = 7;

	(void)state;
	fake_ioctl_expect(ENOMEM, 0);
	fake_ioctl.answer = answer_alloc;
	assert_ret(iommufd_ioas_alloc(&ctx, &id), -ENOMEM);
	assert_int_equal(id, 7);
	assert_ret(iommufd_ioas_alloc(&ctx, &id), 0);
	assert_int_equal(id, 42);
}

static void answer_map(void *wire)
{
	((struct iommu_ioas_map *)wire)->iova = HIGH_IOVA;
}

static void map_puts_everything_on_the_wire(void **state)
{
	struct iommu_ioas_map *wire = (struct iommu_ioas_map *)fake_ioctl.wire;
	uint64_t iova = HIGH_IOVA;
	char byte;

	(void)state;
	fake_ioctl_expect(0);
	assert_ret(iommufd_ioas_map(&ctx, 3, &byte, UINT64_MAX - 1,
				    RW | IOMMUFD_IOAS_MAP_FIXED_IOVA, &iova),
		   0);
	assert_int_equal(wire->size, sizeof(*wire));
	assert_int_equal(wire->flags, 7);
	assert_int_equal(wire->ioas_id, 3);
	assert_true(wire->user_va == (uintptr_t)&byte);
	assert_true(wire->length == UINT64_MAX - 1);
	assert_true(wire->iova == HIGH_IOVA);
}

static void map_lets_the_kernel_choose(void **state)
{
	struct iommu_ioas_map *wire = (struct iommu_ioas_map *)fake_ioctl.wire;
	uint64_t iova = 5;
	char byte;

	(void)state;
	fake_ioctl_expect(ENOSPC, 0);
	fake_ioctl.answer = answer_map;
	assert_ret(iommufd_ioas_map(&ctx, 3, &byte, 1, RW, &iova), -ENOSPC);
	assert_int_equal(iova, 5);
	assert_int_equal(wire->iova, 0);
	assert_ret(iommufd_ioas_map(&ctx, 3, &byte, 1, RW, &iova), 0);
	assert_true(iova == HIGH_IOVA);
}

static void answer_map_file(void *wire)
{
	((struct iommu_ioas_map_file *)wire)->iova = HIGH_IOVA;
}

static void map_file(void **state)
{
	struct iommu_ioas_map_file *wire = (struct iommu_ioas_map_file *)fake_ioctl.wire;
	uint64_t iova = 5;

	(void)state;
	fake_ioctl_expect(EBADF, 0);
	fake_ioctl.answer = answer_map_file;
	assert_ret(iommufd_ioas_map_file(&ctx, 3, 12, 0x3000, 0x1000, RW, &iova), -EBADF);
	assert_int_equal(iova, 5);
	assert_ret(iommufd_ioas_map_file(&ctx, 3, 12, 0x3000, 0x1000, RW, &iova), 0);
	assert_true(iova == HIGH_IOVA);
	assert_int_equal(wire->flags, 6);
	assert_int_equal(wire->fd, 12);
	assert_int_equal(wire->start, 0x3000);
	assert_int_equal(wire->length, 0x1000);
	assert_int_equal(wire->iova, 0);
}

static void answer_copy(void *wire)
{
	((struct iommu_ioas_copy *)wire)->dst_iova = HIGH_IOVA;
}

static void copy(void **state)
{
	struct iommu_ioas_copy *wire = (struct iommu_ioas_copy *)fake_ioctl.wire;
	struct iommufd_error error = { .size = sizeof(error) };
	uint64_t iova = 5;

	(void)state;
	fake_ioctl_expect(ENOENT, 0);
	fake_ioctl.answer = answer_copy;
	assert_ret(iommufd_ioas_copy(&ctx, 3, 4, 0x7000, 0x1000, RW, &iova), -ENOENT);
	assert_ret(iommufd_error_get(&error), 0);
	assert_int_equal(error.id, 4);
	assert_int_equal(error.pt_id, 3);
	assert_int_equal(error.start, 0x7000);
	assert_int_equal(error.length, 0x1000);
	assert_int_equal(iova, 5);
	assert_ret(iommufd_ioas_copy(&ctx, 3, 4, 0x7000, 0x1000, RW, &iova), 0);
	assert_true(iova == HIGH_IOVA);
	assert_int_equal(wire->size, sizeof(*wire));
	assert_int_equal(wire->flags, 6);
	assert_int_equal(wire->dst_ioas_id, 3);
	assert_int_equal(wire->src_ioas_id, 4);
	assert_int_equal(wire->src_iova, 0x7000);
	assert_int_equal(wire->length, 0x1000);
	assert_int_equal(wire->dst_iova, 0);
	iova = 0x9000;
	assert_ret(iommufd_ioas_copy(&ctx, 3, 4, 0x7000, 0x1000, RW | IOMMUFD_IOAS_MAP_FIXED_IOVA,
				     &iova),
		   0);
	assert_int_equal(wire->flags, 7);
	assert_int_equal(wire->dst_iova, 0x9000);
}

static void allow_iovas(void **state)
{
	struct iommu_ioas_allow_iovas *wire = (struct iommu_ioas_allow_iovas *)fake_ioctl.wire;
	const struct iommufd_iova_range ranges[2] = { { 1, 2 }, { 3, 4 } };

	(void)state;
	fake_ioctl_expect(0);
	assert_ret(iommufd_ioas_allow_iovas(&ctx, 3, ranges, 2), 0);
	assert_int_equal(fake_ioctl.request, IOMMU_IOAS_ALLOW_IOVAS);
	assert_int_equal(wire->size, sizeof(*wire));
	assert_int_equal(wire->ioas_id, 3);
	assert_int_equal(wire->num_iovas, 2);
	assert_true(wire->allowed_iovas == (uintptr_t)ranges);
	assert_ret(iommufd_ioas_allow_iovas(&ctx, 3, NULL, 0), 0);
	assert_int_equal(wire->num_iovas, 0);
	assert_int_equal(wire->allowed_iovas, 0);
}

static void change_process(void **state)
{
	struct iommu_ioas_change_process *wire =
		(struct iommu_ioas_change_process *)fake_ioctl.wire;

	(void)state;
	fake_ioctl_expect(0);
	assert_ret(iommufd_ioas_change_process(&ctx), 0);
	assert_int_equal(fake_ioctl.fd, 77);
	assert_int_equal(fake_ioctl.request, IOMMU_IOAS_CHANGE_PROCESS);
	assert_int_equal(wire->size, sizeof(*wire));
	assert_int_equal(wire->__reserved, 0);
}

static void answer_unmap(void *wire)
{
	((struct iommu_ioas_unmap *)wire)->length = 0x3000;
}

static void unmap(void **state)
{
	struct iommu_ioas_unmap *wire = (struct iommu_ioas_unmap *)fake_ioctl.wire;
	uint64_t unmapped = 5;

	(void)state;
	fake_ioctl_expect(ENOENT, 0);
	fake_ioctl.answer = answer_unmap;
	assert_ret(iommufd_ioas_unmap(&ctx, 3, HIGH_IOVA, 0x5000, &unmapped), -ENOENT);
	assert_int_equal(unmapped, 5);
	assert_true(wire->iova == HIGH_IOVA);
	assert_int_equal(wire->length, 0x5000);
	assert_ret(iommufd_ioas_unmap(&ctx, 3, 0, 0x5000, &unmapped), 0);
	assert_int_equal(unmapped, 0x3000);
	assert_ret(iommufd_ioas_unmap(&ctx, 3, 0, 0x5000, NULL), 0);
}

static void answer_ranges(void *wire)
{
	struct iommu_ioas_iova_ranges *cmd = wire;

	cmd->num_iovas = 3;
	cmd->out_iova_alignment = 4096;
}

static void ranges_that_do_not_fit(void **state)
{
	struct iommufd_iova_range ranges[2];
	uint64_t alignment = 7;
	uint32_t num = 2;

	(void)state;
	fake_ioctl_expect(EMSGSIZE, 0);
	fake_ioctl.answer = answer_ranges;
	assert_ret(iommufd_ioas_iova_ranges(&ctx, 3, ranges, &num, &alignment), -EMSGSIZE);
	assert_int_equal(num, 3);
	assert_int_equal(alignment, 7);
	num = 0;
	assert_ret(iommufd_ioas_iova_ranges(&ctx, 3, NULL, &num, &alignment), 0);
	assert_int_equal(alignment, 4096);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(null_parameters),
		cmocka_unit_test(alloc),
		cmocka_unit_test(map_puts_everything_on_the_wire),
		cmocka_unit_test(map_lets_the_kernel_choose),
		cmocka_unit_test(map_file),
		cmocka_unit_test(copy),
		cmocka_unit_test(allow_iovas),
		cmocka_unit_test(change_process),
		cmocka_unit_test(unmap),
		cmocka_unit_test(ranges_that_do_not_fit),
	};

	return RUN_TESTS(tests);
}
