// SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
#include <errno.h>
#include <string.h>
#include <sys/mman.h>

#include "mock.h"
#include "sim.h"

#define PAGES	 64ul
#define ENABLE	 IOMMUFD_HWPT_DIRTY_TRACKING_ENABLE
#define NO_CLEAR IOMMUFD_HWPT_GET_DIRTY_BITMAP_NO_CLEAR

/* An HWPT that records writes, with PAGES mapped at MOCK_IOVA. */
static uint32_t recording(struct mock *mock, void *mem)
{
	const struct iommufd_hwpt_alloc_opts opts = {
		.size = sizeof(opts),
		.flags = IOMMUFD_HWPT_ALLOC_DIRTY_TRACKING,
	};
	uint64_t iova = MOCK_IOVA;
	uint32_t hwpt;

	assert_ret(iommufd_hwpt_alloc(mock->ctx, mock->dev_id, mock->ioas, &opts, &hwpt), 0);
	assert_ret(mock_replace(mock, hwpt), 0);
	/* A large entry of a page table is written as a whole. */
	assert_ret(iommufd_option_set(mock->ctx, IOMMUFD_OPTION_HUGE_PAGES, mock->ioas, 0), 0);
	assert_ret(iommufd_ioas_map(mock->ctx, mock->ioas, mem, PAGES * PAGE, RW | FIXED, &iova),
		   0);
	assert_ret(iommufd_hwpt_set_dirty_tracking(mock->ctx, hwpt, ENABLE), 0);
	return hwpt;
}

static uint64_t dirty(struct mock *mock, uint32_t hwpt, uint32_t flags)
{
	uint64_t bitmap = 0;

	assert_ret(iommufd_hwpt_get_dirty_bitmap(mock->ctx, hwpt, MOCK_IOVA, PAGES * PAGE, PAGE,
						 flags, &bitmap),
		   0);
	return bitmap;
}

static void written_pages_are_told_once(void **state)
{
	const uint64_t written = UINT64_C(0x8000000100000005);
	struct mock *mock = *state;
	char *mem = sim_memory(PAGES * PAGE);
	uint32_t hwpt = recording(mock, mem);

	assert_true(dirty(mock, hwpt, 0) == 0);
	assert_int_equal(mock_write(mock, hwpt, PAGES * PAGE, PAGE, &written), 4);
	assert_true(dirty(mock, hwpt, NO_CLEAR) == written);
	assert_true(dirty(mock, hwpt, NO_CLEAR) == written);
	assert_true(dirty(mock, hwpt, 0) == written);
	assert_true(dirty(mock, hwpt, 0) == 0);
	munmap(mem, PAGES * PAGE);
}

static void bits_are_only_set(void **state)
{
	const uint64_t written = 1;
	uint64_t bitmap = UINT64_C(1) << 63;
	struct mock *mock = *state;
	char *mem = sim_memory(PAGES * PAGE);
	uint32_t hwpt = recording(mock, mem);

	assert_int_equal(mock_write(mock, hwpt, PAGES * PAGE, PAGE, &written), 1);
	assert_ret(iommufd_hwpt_get_dirty_bitmap(mock->ctx, hwpt, MOCK_IOVA, PAGES * PAGE, PAGE, 0,
						 &bitmap),
		   0);
	assert_true(bitmap == ((UINT64_C(1) << 63) | 1));
	munmap(mem, PAGES * PAGE);
}

static void pages_of_another_size(void **state)
{
	const uint64_t written = 2;
	uint64_t large = 0, small[2] = { 0 };
	struct mock *mock = *state;
	char *mem = sim_memory(PAGES * PAGE);
	uint32_t hwpt = recording(mock, mem);

	assert_int_equal(mock_write(mock, hwpt, PAGES * PAGE, PAGE, &written), 1);
	assert_ret(iommufd_hwpt_get_dirty_bitmap(mock->ctx, hwpt, MOCK_IOVA, PAGES * PAGE,
						 16 * PAGE, NO_CLEAR, &large),
		   0);
	assert_int_equal(large, 1);
	assert_ret(iommufd_hwpt_get_dirty_bitmap(mock->ctx, hwpt, MOCK_IOVA, PAGES * PAGE,
						 MOCK_PAGE, 0, small),
		   0);
	assert_true(small[0] & 0xc);
	assert_int_equal(small[0] & ~UINT64_C(0xc), 0);
	assert_int_equal(small[1], 0);
	munmap(mem, PAGES * PAGE);
}

static void recording_begins_clean(void **state)
{
	const uint64_t written = 6;
	struct mock *mock = *state;
	char *mem = sim_memory(PAGES * PAGE);
	uint32_t hwpt = recording(mock, mem);

	assert_int_equal(mock_write(mock, hwpt, PAGES * PAGE, PAGE, &written), 2);
	assert_ret(iommufd_hwpt_set_dirty_tracking(mock->ctx, hwpt, ENABLE), 0);
	assert_true(dirty(mock, hwpt, 0) == 0);
	assert_int_equal(mock_write(mock, hwpt, PAGES * PAGE, PAGE, &written), 2);
	assert_ret(iommufd_hwpt_set_dirty_tracking(mock->ctx, hwpt, 0), 0);
	assert_ret(iommufd_hwpt_set_dirty_tracking(mock->ctx, hwpt, 0), 0);
	munmap(mem, PAGES * PAGE);
}

static int get(struct mock *mock, uint32_t hwpt, uint64_t iova, uint64_t length, uint64_t page_size,
	       uint32_t flags)
{
	uint64_t bitmap[2] = { 0 };

	return iommufd_hwpt_get_dirty_bitmap(mock->ctx, hwpt, iova, length, page_size, flags,
					     bitmap);
}

static void refuses(void **state)
{
	struct mock *mock = *state;
	char *mem = sim_memory(PAGES * PAGE);
	uint32_t hwpt = recording(mock, mem), plain;

	assert_ret(iommufd_hwpt_alloc(mock->ctx, mock->dev_id, mock->ioas, NULL, &plain), 0);
	assert_ret(iommufd_hwpt_set_dirty_tracking(mock->ctx, plain, ENABLE), -EOPNOTSUPP);
	assert_error("iommufd_hwpt_set_dirty_tracking", -EOPNOTSUPP, "without IOMMUFD_HWPT_ALLOC");
	assert_ret(iommufd_hwpt_set_dirty_tracking(mock->ctx, hwpt, 0x80), -EOPNOTSUPP);
	assert_ret(iommufd_hwpt_set_dirty_tracking(mock->ctx, 0xfffff, ENABLE), -ENOENT);
	assert_error("iommufd_hwpt_set_dirty_tracking", -ENOENT, "no HWPT");
	assert_ret(iommufd_hwpt_set_dirty_tracking(mock->ctx, mock->ioas, ENABLE), -ENOENT);

	assert_ret(get(mock, plain, MOCK_IOVA, PAGE, PAGE, 0), -EOPNOTSUPP);
	assert_ret(get(mock, hwpt, MOCK_IOVA, PAGE, PAGE, 0x80), -EOPNOTSUPP);
	assert_ret(get(mock, 0xfffff, MOCK_IOVA, PAGE, PAGE, 0), -ENOENT);
	assert_ret(get(mock, hwpt, MOCK_IOVA + 1, PAGE, PAGE, 0), -EINVAL);
	assert_error("iommufd_hwpt_get_dirty_bitmap", -EINVAL, "aligned to the page size");
	assert_ret(get(mock, hwpt, MOCK_IOVA, PAGE + 1, PAGE, 0), -EINVAL);
	assert_ret(get(mock, hwpt, MOCK_IOVA, PAGE, 2 * PAGE, 0), -EINVAL);
	assert_ret(get(mock, hwpt, MOCK_IOVA, PAGE, 0, 0), -EINVAL);
	assert_ret(get(mock, hwpt, MOCK_IOVA, UINT64_MAX - PAGE + 1, PAGE, 0), -EOVERFLOW);
	munmap(mem, PAGES * PAGE);
}

static void a_device_that_cannot(void **state)
{
	const struct iommufd_hwpt_alloc_opts opts = {
		.size = sizeof(opts),
		.flags = IOMMUFD_HWPT_ALLOC_DIRTY_TRACKING,
	};
	struct mock *mock = *state;
	uint32_t hwpt = 77;

	assert_ret(mock_add(mock, mock->ioas, MOCK_NO_DIRTY), 0);
	assert_ret(iommufd_hwpt_alloc(mock->ctx, mock->dev_id, mock->ioas, &opts, &hwpt),
		   -EOPNOTSUPP);
	assert_int_equal(hwpt, 77);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		mock_test(written_pages_are_told_once),
		mock_test(bits_are_only_set),
		mock_test(pages_of_another_size),
		mock_test(recording_begins_clean),
		mock_test(refuses),
		mock_test(a_device_that_cannot),
	};

	return RUN_TESTS(tests);
}
