// SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
/* Which pages a device has written, as a page table records it. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "sim.h"
#include "topology.h"

#define IOVA UINT64_C(0x40000000)
#define HUGE (2048ul * 1024)

#define ENABLE	 IOMMUFD_HWPT_DIRTY_TRACKING_ENABLE
#define NO_CLEAR IOMMUFD_HWPT_GET_DIRTY_BITMAP_NO_CLEAR

static const char *const topology[] = {
	"test/dirty_tracking=1", "test/live=1", "test/dev/live=1", "test/other/live=1", NULL,
};

static int setup(void **state)
{
	return topology_setup(state, topology, "test/dev");
}

/* A page table of sim's IOAS that can track, attached. */
static uint32_t attach_tracking(struct sim *sim)
{
	struct iommufd_hwpt_alloc_opts opts = { .size = sizeof(opts),
						.flags = IOMMUFD_HWPT_ALLOC_DIRTY_TRACKING };
	uint32_t hwpt;

	assert_ret(iommufd_hwpt_alloc(sim->ctx, sim->dev_id, sim->ioas, &opts, &hwpt), 0);
	assert_ret(iommufd_device_attach(sim->dev, hwpt, NULL), 0);
	return hwpt;
}

static int track(struct sim *sim, uint32_t hwpt, uint32_t flags)
{
	return iommufd_hwpt_set_dirty_tracking(sim->ctx, hwpt, flags);
}

/* Adds to @bitmap the pages from IOVA on that were written, one bit each. */
static int get_dirty(struct sim *sim, uint32_t hwpt, uint32_t flags, size_t pages, void *bitmap)
{
	return iommufd_hwpt_get_dirty_bitmap(sim->ctx, hwpt, IOVA, pages * PAGE, PAGE, flags,
					     bitmap);
}

/* Which of the first 64 pages are dirty. */
static uint64_t dirty(struct sim *sim, uint32_t hwpt, uint32_t flags)
{
	uint64_t bitmap = 0;

	assert_ret(get_dirty(sim, hwpt, flags, 64, &bitmap), 0);
	return bitmap;
}

static void capability_is_as_configured(void **state)
{
	struct sim *sim = *state;
	struct iommufd_hwpt_alloc_opts opts = { .size = sizeof(opts),
						.flags = IOMMUFD_HWPT_ALLOC_DIRTY_TRACKING };
	struct iommufd_hw_info info = { .size = sizeof(info) };
	uint32_t id, hwpt;
	struct iommufd_device *without = sim_bind(sim, DEVICE_NAME, &id);

	assert_ret(iommufd_get_hw_info(sim->ctx, sim->dev_id, 0, &info, NULL, 0), 0);
	assert_int_equal(info.capabilities & IOMMUFD_HW_CAP_DIRTY_TRACKING,
			 IOMMUFD_HW_CAP_DIRTY_TRACKING);
	assert_ret(iommufd_get_hw_info(sim->ctx, id, 0, &info, NULL, 0), 0);
	assert_int_equal(info.capabilities & IOMMUFD_HW_CAP_DIRTY_TRACKING, 0);
	assert_ret(iommufd_hwpt_alloc(sim->ctx, id, sim->ioas, &opts, &hwpt), -EOPNOTSUPP);
	iommufd_device_close(without);
}

static void a_table_not_made_for_it_cannot(void **state)
{
	struct sim *sim = *state;
	uint64_t bitmap = 0;
	uint32_t hwpt;

	assert_ret(iommufd_hwpt_alloc(sim->ctx, sim->dev_id, sim->ioas, NULL, &hwpt), 0);
	assert_ret(track(sim, hwpt, ENABLE), -EOPNOTSUPP);
	assert_ret(get_dirty(sim, hwpt, 0, 64, &bitmap), -EOPNOTSUPP);
}

static void writes_are_seen_once(void **state)
{
	struct sim *sim = *state;
	char *mem = sim_memory(64 * PAGE);
	uint32_t hwpt = attach_tracking(sim);

	assert_ret(sim_map(sim, mem, 64 * PAGE, IOVA, RW), 0);
	assert_ret(track(sim, hwpt, ENABLE), 0);
	assert_int_equal(dirty(sim, hwpt, 0), 0);
	assert_ret(sim_device_fill(&sim->device, IOVA + 3 * PAGE + 7, 1, 1, NULL), 0);
	assert_ret(
		sim_device_copy(&sim->device, IOVA + 10 * PAGE, IOVA + 20 * PAGE, 2 * PAGE, NULL),
		0);
	assert_true(dirty(sim, hwpt, NO_CLEAR) == 0xc08);
	assert_true(dirty(sim, hwpt, 0) == 0xc08);
	assert_int_equal(dirty(sim, hwpt, 0), 0);
	assert_ret(sim_device_fill(&sim->device, IOVA + 3 * PAGE, 1, 1, NULL), 0);
	assert_ret(sim_device_fill(&sim->device, IOVA + 63 * PAGE, 1, PAGE, NULL), 0);
	assert_true(dirty(sim, hwpt, 0) == (UINT64_C(1) << 63 | 8));
	munmap(mem, 64 * PAGE);
}

static void only_writes_that_happen_count(void **state)
{
	struct sim *sim = *state;
	char *mem = sim_memory(64 * PAGE);
	uint32_t hwpt = attach_tracking(sim);
	uint64_t iova = IOVA + 32 * PAGE;

	assert_ret(sim_map(sim, mem, 32 * PAGE, IOVA, RW), 0);
	assert_ret(iommufd_ioas_map(sim->ctx, sim->ioas, mem + 32 * PAGE, 32 * PAGE,
				    IOMMUFD_IOAS_MAP_READABLE | FIXED, &iova),
		   0);
	assert_ret(track(sim, hwpt, ENABLE), 0);
	assert_ret(sim_device_fill(&sim->device, iova, 1, 1, NULL), -EFAULT);
	assert_ret(sim_device_copy(&sim->device, IOVA, IOVA + 64 * PAGE, 1, NULL), -EFAULT);
	assert_int_equal(dirty(sim, hwpt, 0), 0);
	munmap(mem, 64 * PAGE);
}

static void nothing_is_recorded_while_it_is_off(void **state)
{
	struct sim *sim = *state;
	char *mem = sim_memory(64 * PAGE);
	uint32_t hwpt = attach_tracking(sim);

	assert_ret(sim_map(sim, mem, 64 * PAGE, IOVA, RW), 0);
	assert_ret(sim_device_fill(&sim->device, IOVA, 1, PAGE, NULL), 0);
	assert_int_equal(dirty(sim, hwpt, 0), 0);
	assert_ret(track(sim, hwpt, ENABLE), 0);
	assert_ret(sim_device_fill(&sim->device, IOVA + PAGE, 1, PAGE, NULL), 0);
	assert_ret(track(sim, hwpt, 0), 0);
	assert_ret(sim_device_fill(&sim->device, IOVA + 2 * PAGE, 1, PAGE, NULL), 0);
	assert_int_equal(dirty(sim, hwpt, NO_CLEAR), 2);
	/* Turned on again it begins anew. */
	assert_ret(track(sim, hwpt, ENABLE), 0);
	assert_int_equal(dirty(sim, hwpt, 0), 0);
	munmap(mem, 64 * PAGE);
}

/* The number of the physical page at @addr. */
static uint64_t frame(int pagemap, const char *addr)
{
	uint64_t entry;

	assert_int_equal(pread(pagemap, &entry, sizeof(entry),
			       (off_t)((uintptr_t)addr / PAGE * sizeof(entry))),
			 sizeof(entry));
	return entry & ((UINT64_C(1) << 55) - 1);
}

/*
 * Memory that fills one entry of 2 MiB: without huge pages in the kernel, pages that happen to be
 * neighbours in physical memory are moved together.
 */
static char *huge_memory(char *pool, size_t pages)
{
	int pagemap = open("/proc/self/pagemap", O_RDONLY | O_CLOEXEC);
	const size_t per_entry = HUGE / PAGE;
	size_t have[4096] = { 0 };
	char *mem = sim_memory(HUGE);
	uint64_t chosen = 0;

	assert_true(pagemap >= 0);
	memset(pool, 0, pages * PAGE);
	for (size_t i = 0; i < pages; i++) {
		size_t entry = frame(pagemap, pool + i * PAGE) / per_entry;

		assert_true(entry < 4096);
		if (++have[entry] == per_entry)
			chosen = entry;
	}
	assert_true(chosen);
	for (size_t i = 0; i < pages; i++) {
		uint64_t number = frame(pagemap, pool + i * PAGE);

		if (number / per_entry == chosen)
			assert_true(mremap(pool + i * PAGE, PAGE, PAGE,
					   MREMAP_MAYMOVE | MREMAP_FIXED,
					   mem + number % per_entry * PAGE) != MAP_FAILED);
	}
	close(pagemap);
	return mem;
}

static void a_huge_entry_is_dirty_as_a_whole(void **state)
{
	const size_t pages = 32 * HUGE / PAGE;
	char *pool = mmap(NULL, pages * PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS,
			  -1, 0);
	char *mem = huge_memory(pool, pages);
	struct sim *sim = *state;
	uint32_t hwpt = attach_tracking(sim);
	unsigned char bitmap[HUGE / PAGE / 8], all[sizeof(bitmap)], none[sizeof(bitmap)] = { 0 };

	assert_ret(sim_map(sim, mem, HUGE, IOVA, RW), 0);
	assert_ret(track(sim, hwpt, ENABLE), 0);
	memset(all, 0xff, sizeof(all));
	for (int i = 0; i < 2; i++) {
		memset(bitmap, 0, sizeof(bitmap));
		assert_ret(sim_device_fill(&sim->device, IOVA + 77 * PAGE, 1, 1, NULL), 0);
		assert_ret(get_dirty(sim, hwpt, 0, HUGE / PAGE, bitmap), 0);
		assert_memory_equal(bitmap, all, sizeof(bitmap));
		memset(bitmap, 0, sizeof(bitmap));
		assert_ret(get_dirty(sim, hwpt, 0, HUGE / PAGE, bitmap), 0);
		assert_memory_equal(bitmap, none, sizeof(bitmap));
	}
	munmap(pool, pages * PAGE);
	munmap(mem, HUGE);
}

#define PAGES  64
#define CYCLES 300
#define PASSES 3

struct writer {
	struct sim_device device;
	atomic_int *left;
	uint8_t byte;
	int failed;
};

/* The last pass is what can be lost for good: after it nobody writes these pages again. */
static void *write_passes(void *arg)
{
	struct writer *writer = arg;

	for (int i = 0; i < PASSES && !writer->failed; i++)
		writer->failed =
			sim_device_fill(&writer->device, IOVA, writer->byte++, PAGES * PAGE, NULL);
	atomic_fetch_sub(writer->left, 1);
	return NULL;
}

static void copy_dirty(struct sim *sim, uint32_t hwpt, const char *mem, char *shadow)
{
	uint64_t bitmap = dirty(sim, hwpt, 0);

	for (unsigned int i = 0; i < PAGES; i++)
		if (bitmap >> i & 1)
			memcpy(shadow + i * PAGE, mem + i * PAGE, PAGE);
}

/* What live migration does, beginning somewhere amid the passes. */
static void migrate(struct sim *sim, uint32_t hwpt, struct writer *writers, int n, const char *mem,
		    unsigned int delay)
{
	char *shadow = sim_memory(PAGES * PAGE);
	atomic_int left = n;
	pthread_t threads[2];

	for (int i = 0; i < n; i++) {
		writers[i].left = &left;
		assert_int_equal(pthread_create(&threads[i], NULL, write_passes, &writers[i]), 0);
	}
	usleep(delay);
	assert_ret(track(sim, hwpt, ENABLE), 0);
	memcpy(shadow, mem, PAGES * PAGE);
	while (atomic_load(&left))
		copy_dirty(sim, hwpt, mem, shadow);
	for (int i = 0; i < n; i++) {
		assert_int_equal(pthread_join(threads[i], NULL), 0);
		assert_ret(writers[i].failed, 0);
	}
	copy_dirty(sim, hwpt, mem, shadow);
	assert_memory_equal(shadow, mem, PAGES * PAGE);
	assert_ret(track(sim, hwpt, 0), 0);
	munmap(shadow, PAGES * PAGE);
}

static void no_write_is_lost(void **state)
{
	struct sim *sim = *state;
	char *mem = sim_memory(PAGES * PAGE), *file = topology_file("test/other");
	uint32_t hwpt = attach_tracking(sim), id;
	struct writer writers[2] = { { .device = sim->device }, { .byte = 128 } };
	struct iommufd_device *other = sim_bind(sim, file, &id);

	assert_ret(sim_device_init(&writers[1].device, other), 0);
	assert_ret(iommufd_device_attach(other, hwpt, NULL), 0);
	assert_ret(sim_map(sim, mem, PAGES * PAGE, IOVA, RW), 0);
	for (int i = 0; i < CYCLES; i++)
		migrate(sim, hwpt, writers, 1 + i % 2, mem, (unsigned int)i % 16 * 64);
	iommufd_device_close(other);
	free(file);
	munmap(mem, PAGES * PAGE);
}

#define dirty_test(function) cmocka_unit_test_setup_teardown(function, setup, topology_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		dirty_test(capability_is_as_configured),
		dirty_test(a_table_not_made_for_it_cannot),
		dirty_test(writes_are_seen_once),
		dirty_test(only_writes_that_happen_count),
		dirty_test(nothing_is_recorded_while_it_is_off),
		dirty_test(a_huge_entry_is_dirty_as_a_whole),
		dirty_test(no_write_is_lost),
	};

	return RUN_TESTS(tests);
}
