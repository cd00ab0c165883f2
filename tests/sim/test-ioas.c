// SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "sim.h"

#define IOVA UINT64_C(0x10000000)

static void ranges_narrow_when_a_device_comes(void **state)
{
	struct sim *sim = *state;
	struct iommufd_iova_range ranges[8];
	uint32_t num = 8;
	uint64_t alignment;

	assert_ret(iommufd_ioas_iova_ranges(sim->ctx, sim->ioas, ranges, &num, &alignment), 0);
	assert_int_equal(num, 1);
	assert_true(ranges[0].start == 0 && ranges[0].last == UINT64_MAX);
	assert_int_equal(alignment, 1);
	sim_attach(sim);
	num = 8;
	assert_ret(iommufd_ioas_iova_ranges(sim->ctx, sim->ioas, ranges, &num, &alignment), 0);
	assert_in_range(num, 1, 8);
	assert_true(ranges[num - 1].last < UINT64_MAX);
	assert_int_equal(alignment, PAGE);
}

static void ranges_of_nothing(void **state)
{
	struct sim *sim = *state;
	uint64_t alignment = 7;
	uint32_t num = 0;

	assert_ret(iommufd_ioas_iova_ranges(sim->ctx, sim->ioas, NULL, &num, &alignment),
		   -EMSGSIZE);
	assert_int_equal(num, 1);
	assert_int_equal(alignment, 7);
	assert_error("iommufd_ioas_iova_ranges", -EMSGSIZE, "num_ranges");
	assert_ret(iommufd_ioas_iova_ranges(sim->ctx, 0xfffff, NULL, &num, NULL), -EINVAL);
	num = 0;
	assert_ret(iommufd_ioas_iova_ranges(sim->ctx, 0xfffff, NULL, &num, NULL), -ENOENT);
}

static void map_where_we_say(void **state)
{
	struct sim *sim = *state;
	char *mem = sim_memory(2 * PAGE);
	uint64_t unmapped = 0;

	sim_attach(sim);
	strcpy(mem, "moved");
	assert_ret(sim_map(sim, mem, 2 * PAGE, IOVA, RW), 0);
	assert_ret(sim_device_copy(&sim->device, IOVA + PAGE, IOVA, 6, NULL), 0);
	assert_string_equal(mem + PAGE, "moved");
	assert_ret(iommufd_ioas_unmap(sim->ctx, sim->ioas, IOVA, 2 * PAGE, &unmapped), 0);
	assert_int_equal(unmapped, 2 * PAGE);
	munmap(mem, 2 * PAGE);
}

static void map_where_the_kernel_chooses(void **state)
{
	struct sim *sim = *state;
	char *mem = sim_memory(2 * PAGE);
	uint64_t first, second;

	sim_attach(sim);
	assert_ret(iommufd_ioas_map(sim->ctx, sim->ioas, mem, PAGE, RW, &first), 0);
	assert_ret(iommufd_ioas_map(sim->ctx, sim->ioas, mem + PAGE, PAGE, RW, &second), 0);
	assert_true(first != second);
	strcpy(mem, "moved");
	assert_ret(sim_device_copy(&sim->device, second, first, 6, NULL), 0);
	assert_string_equal(mem + PAGE, "moved");
	munmap(mem, 2 * PAGE);
}

static void map_refuses(void **state)
{
	struct sim *sim = *state;
	char *mem = sim_memory(4 * PAGE);
	uint64_t iova = 77;

	sim_attach(sim);
	assert_ret(sim_map(sim, mem, 2 * PAGE, IOVA, RW), 0);
	assert_ret(sim_map(sim, mem, PAGE, IOVA + PAGE, RW), -EEXIST);
	assert_error("iommufd_ioas_map", -EEXIST, "mapped already");
	assert_ret(sim_map(sim, mem, PAGE, IOVA + 0x10001, RW), -EINVAL);
	assert_error("iommufd_ioas_map", -EINVAL, "start 0x10010001, length 0x1000: the range");
	assert_ret(sim_map(sim, mem, PAGE + 1, IOVA + 0x10000, RW), -EINVAL);
	assert_ret(sim_map(sim, mem, 0, IOVA + 0x10000, RW), -EINVAL);
	assert_ret(sim_map(sim, mem, PAGE, IOVA + 0x10000, 0), -EINVAL);
	assert_ret(sim_map(sim, mem, PAGE, IOVA + 0x10000, RW | 0x80), -EOPNOTSUPP);
	assert_ret(sim_map(sim, mem, PAGE, UINT64_MAX - PAGE + 1, RW), -EINVAL);
	assert_ret(sim_map(sim, mem, 2 * PAGE, UINT64_MAX - PAGE + 1, RW), -EOVERFLOW);
	assert_ret(sim_map(sim, mem, UINT64_MAX, 0, RW), -EOVERFLOW);
	assert_ret(iommufd_ioas_map(sim->ctx, 0xfffff, mem, PAGE, RW, &iova), -ENOENT);
	assert_ret(iommufd_ioas_map(sim->ctx, sim->dev_id, mem, PAGE, RW, &iova), -ENOENT);
	assert_int_equal(iova, 77);

	/* Nothing of all that came to be. */
	uint64_t unmapped = 0;

	assert_ret(iommufd_ioas_unmap(sim->ctx, sim->ioas, 0, UINT64_MAX, &unmapped), 0);
	assert_int_equal(unmapped, 2 * PAGE);
	munmap(mem, 4 * PAGE);
}

static void map_memory_that_is_not_there(void **state)
{
	struct sim *sim = *state;
	char *mem = sim_memory(2 * PAGE);

	sim_attach(sim);
	munmap(mem + PAGE, PAGE);
	assert_ret(sim_map(sim, mem, 2 * PAGE, IOVA, RW), -EFAULT);
	assert_error("iommufd_ioas_map", -EFAULT, "not mapped in this process");
	assert_ret(sim_map(sim, mem, PAGE, IOVA, RW), 0);
	munmap(mem, PAGE);
}

static void map_read_only_memory(void **state)
{
	struct sim *sim = *state;
	char *mem = sim_memory(PAGE);

	sim_attach(sim);
	assert_int_equal(mprotect(mem, PAGE, PROT_READ), 0);
	assert_ret(sim_map(sim, mem, PAGE, IOVA, RW), -EFAULT);
	assert_ret(sim_map(sim, mem, PAGE, IOVA, IOMMUFD_IOAS_MAP_READABLE), 0);
	munmap(mem, PAGE);
}

/* Root may lock what it likes; without its capabilities the limit counts. */
static void map_more_than_may_be_locked(void **state)
{
	struct sim *sim = *state;
	char *mem = sim_memory(64 * PAGE);
	struct rlimit old, low;

	sim_attach(sim);
	assert_int_equal(getrlimit(RLIMIT_MEMLOCK, &old), 0);
	low = old;
	low.rlim_cur = 16 * PAGE;
	assert_int_equal(setrlimit(RLIMIT_MEMLOCK, &low), 0);
	assert_int_equal(seteuid(65534), 0);
	assert_ret(sim_map(sim, mem, 64 * PAGE, IOVA, RW), -ENOMEM);
	assert_error("iommufd_ioas_map", -ENOMEM, "RLIMIT_MEMLOCK");
	assert_ret(sim_map(sim, mem, 16 * PAGE, IOVA, RW), 0);
	assert_int_equal(seteuid(0), 0);
	assert_int_equal(setrlimit(RLIMIT_MEMLOCK, &old), 0);
	munmap(mem, 64 * PAGE);
}

static void unmap_rules(void **state)
{
	struct sim *sim = *state;
	char *mem = sim_memory(8 * PAGE);
	uint64_t unmapped = 77;

	sim_attach(sim);
	assert_ret(iommufd_ioas_unmap(sim->ctx, sim->ioas, 0, UINT64_MAX, &unmapped), 0);
	assert_int_equal(unmapped, 0);
	unmapped = 77;
	assert_ret(iommufd_ioas_unmap(sim->ctx, sim->ioas, IOVA, PAGE, &unmapped), -ENOENT);
	assert_error("iommufd_ioas_unmap", -ENOENT, "start 0x10000000, length 0x1000: ");
	assert_ret(sim_map(sim, mem, 4 * PAGE, IOVA, RW), 0);
	assert_ret(sim_map(sim, mem + 4 * PAGE, 4 * PAGE, IOVA + 16 * PAGE, RW), 0);
	assert_ret(iommufd_ioas_unmap(sim->ctx, sim->ioas, IOVA, PAGE, &unmapped), -ENOENT);
	assert_ret(iommufd_ioas_unmap(sim->ctx, sim->ioas, IOVA + PAGE, 8 * PAGE, &unmapped),
		   -ENOENT);
	assert_ret(iommufd_ioas_unmap(sim->ctx, sim->ioas, IOVA, 0, &unmapped), -EINVAL);
	assert_ret(iommufd_ioas_unmap(sim->ctx, sim->ioas, UINT64_MAX - 1, 4, &unmapped),
		   -EOVERFLOW);
	assert_ret(iommufd_ioas_unmap(sim->ctx, 0xfffff, IOVA, PAGE, &unmapped), -ENOENT);
	assert_int_equal(unmapped, 77);
	assert_ret(sim_device_copy(&sim->device, IOVA + 17 * PAGE, IOVA, PAGE, NULL), 0);
	assert_ret(iommufd_ioas_unmap(sim->ctx, sim->ioas, IOVA - PAGE, 32 * PAGE, &unmapped), 0);
	assert_int_equal(unmapped, 8 * PAGE);
	munmap(mem, 8 * PAGE);
}

static void only_allowed_iovas_are_chosen(void **state)
{
	const struct iommufd_iova_range allowed[] = { { IOVA + 8 * PAGE, IOVA + 9 * PAGE - 1 },
						      { IOVA, IOVA + PAGE - 1 } };
	struct sim *sim = *state;
	char *mem = sim_memory(PAGE);
	uint64_t iova;

	assert_ret(iommufd_ioas_allow_iovas(sim->ctx, sim->ioas, allowed, 2), 0);
	sim_attach(sim);
	assert_ret(iommufd_ioas_map(sim->ctx, sim->ioas, mem, PAGE, RW, &iova), 0);
	assert_int_equal(iova, IOVA);
	assert_ret(iommufd_ioas_map(sim->ctx, sim->ioas, mem, PAGE, RW, &iova), 0);
	assert_int_equal(iova, IOVA + 8 * PAGE);
	assert_ret(iommufd_ioas_map(sim->ctx, sim->ioas, mem, PAGE, RW, &iova), -ENOSPC);
	assert_ret(sim_map(sim, mem, PAGE, IOVA + 32 * PAGE, RW), 0);
	assert_ret(iommufd_ioas_allow_iovas(sim->ctx, sim->ioas, NULL, 0), 0);
	assert_ret(iommufd_ioas_map(sim->ctx, sim->ioas, mem, PAGE, RW, &iova), 0);
	munmap(mem, PAGE);
}

static void allowed_iovas_stay(void **state)
{
	const struct iommufd_iova_range top = { UINT64_MAX - PAGE, UINT64_MAX };
	struct sim *sim = *state;

	assert_ret(iommufd_ioas_allow_iovas(sim->ctx, sim->ioas, &top, 1), 0);
	assert_ret(iommufd_device_attach(sim->dev, sim->ioas, NULL), -EADDRINUSE);
	assert_ret(iommufd_ioas_allow_iovas(sim->ctx, sim->ioas, NULL, 0), 0);
	sim_attach(sim);
	assert_ret(iommufd_ioas_allow_iovas(sim->ctx, sim->ioas, &top, 1), -EADDRINUSE);
	assert_error("iommufd_ioas_allow_iovas", -EADDRINUSE, "iommufd_ioas_iova_ranges()");
}

static void allow_iovas_refuses(void **state)
{
	const struct iommufd_iova_range backwards = { IOVA, IOVA - 1 }, one_byte = { IOVA, IOVA };
	const struct iommufd_iova_range overlap[] = { { 0, IOVA }, { IOVA, IOVA + PAGE } };
	struct sim *sim = *state;

	assert_ret(iommufd_ioas_allow_iovas(sim->ctx, sim->ioas, &backwards, 1), -EINVAL);
	assert_error("iommufd_ioas_allow_iovas", -EINVAL, "each range must end after");
	assert_ret(iommufd_ioas_allow_iovas(sim->ctx, sim->ioas, &one_byte, 1), -EINVAL);
	assert_ret(iommufd_ioas_allow_iovas(sim->ctx, sim->ioas, overlap, 2), -EINVAL);
	assert_ret(iommufd_ioas_allow_iovas(sim->ctx, sim->ioas, (void *)8, 1), -EFAULT);
	assert_error("iommufd_ioas_allow_iovas", -EFAULT, "not readable");
	assert_ret(iommufd_ioas_allow_iovas(sim->ctx, 0xfffff, overlap, 1), -ENOENT);
	assert_ret(iommufd_ioas_allow_iovas(sim->ctx, sim->dev_id, overlap, 1), -ENOENT);
}

/* What this process or another one has pinned, in kB. */
static unsigned long pinned(void)
{
	FILE *status = fopen("/proc/self/status", "re");
	unsigned long kb = 0;
	char line[256];

	assert_non_null(status);
	while (fgets(line, sizeof(line), status))
		if (sscanf(line, "VmPin: %lu", &kb) == 1)
			break;
	fclose(status);
	return kb;
}

static int copy_to(struct sim *sim, uint32_t ioas, uint64_t src, size_t length, uint64_t dst,
		   uint32_t flags)
{
	return iommufd_ioas_copy(sim->ctx, ioas, sim->ioas, src, length, flags | FIXED, &dst);
}

static void copy_shares_memory(void **state)
{
	struct sim *sim = *state;
	char *mem = sim_memory(4 * PAGE);
	uint64_t iova = 77;
	unsigned long before;
	uint32_t second, id;
	struct iommufd_device *dev;

	sim_attach(sim);
	assert_ret(sim_map(sim, mem, 4 * PAGE, IOVA, RW), 0);
	before = pinned();
	assert_int_equal(before, 16);
	assert_ret(iommufd_ioas_alloc(sim->ctx, &second), 0);
	dev = sim_bind(sim, SECOND_NAME, &id);
	assert_ret(iommufd_device_attach(dev, second, NULL), 0);
	assert_ret(copy_to(sim, second, IOVA, 4 * PAGE, IOVA, RW), 0);
	assert_int_equal(pinned(), before);
	assert_ret(iommufd_ioas_unmap(sim->ctx, sim->ioas, IOVA, 4 * PAGE, NULL), 0);
	assert_int_equal(pinned(), before);

	/* A part of a mapping, and to where the kernel likes. */
	assert_ret(iommufd_ioas_copy(sim->ctx, sim->ioas, second, IOVA + PAGE, 2 * PAGE, RW, &iova),
		   0);
	strcpy(mem + PAGE, "moved");
	assert_ret(sim_device_copy(&sim->device, iova + PAGE, iova, 6, NULL), 0);
	assert_string_equal(mem + 2 * PAGE, "moved");
	iommufd_device_close(dev);
	munmap(mem, 4 * PAGE);
}

static void copy_refuses(void **state)
{
	struct sim *sim = *state;
	char *mem = sim_memory(4 * PAGE);
	uint64_t iova = 77;
	uint32_t second;

	sim_attach(sim);
	assert_ret(iommufd_ioas_alloc(sim->ctx, &second), 0);
	assert_ret(sim_map(sim, mem, 2 * PAGE, IOVA, IOMMUFD_IOAS_MAP_READABLE), 0);
	assert_ret(copy_to(sim, second, IOVA, 2 * PAGE, IOVA, RW), -EPERM);
	assert_error("iommufd_ioas_copy", -EPERM, "not WRITEABLE");
	assert_ret(copy_to(sim, second, IOVA, 3 * PAGE, IOVA, IOMMUFD_IOAS_MAP_READABLE), -ENOENT);
	assert_error("iommufd_ioas_copy", -ENOENT, "start 0x10000000, length 0x3000: ");
	assert_ret(copy_to(sim, second, IOVA, PAGE, IOVA, 0), -EINVAL);
	assert_ret(copy_to(sim, second, IOVA, 0, IOVA, IOMMUFD_IOAS_MAP_READABLE), -EINVAL);
	assert_ret(copy_to(sim, second, IOVA, PAGE, IOVA, RW | 0x80), -EOPNOTSUPP);
	assert_ret(copy_to(sim, second, IOVA, UINT64_MAX, IOVA, IOMMUFD_IOAS_MAP_READABLE),
		   -EOVERFLOW);
	assert_ret(copy_to(sim, sim->ioas, IOVA, PAGE, IOVA + PAGE, IOMMUFD_IOAS_MAP_READABLE),
		   -EEXIST);
	assert_error("iommufd_ioas_copy", -EEXIST, "mapped already");
	assert_ret(
		copy_to(sim, sim->ioas, IOVA, PAGE, IOVA + 8 * PAGE + 1, IOMMUFD_IOAS_MAP_READABLE),
		-EINVAL);
	assert_ret(copy_to(sim, 0xfffff, IOVA, PAGE, IOVA, IOMMUFD_IOAS_MAP_READABLE), -ENOENT);
	assert_ret(iommufd_ioas_copy(sim->ctx, second, 0xfffff, IOVA, PAGE,
				     IOMMUFD_IOAS_MAP_READABLE, &iova),
		   -ENOENT);
	assert_int_equal(iova, 77);
	assert_ret(iommufd_destroy(sim->ctx, second), 0);
	munmap(mem, 4 * PAGE);
}

/* Run @function in a child, which has inherited the context, and return what it returns. */
static int in_a_child(int (*function)(struct sim *sim), struct sim *sim)
{
	pid_t child = fork();
	int status;

	assert_true(child >= 0);
	if (!child)
		_exit(function(sim));
	assert_true(waitpid(child, &status, 0) == child);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

static int take_over(struct sim *sim)
{
	return pinned() == 0 && !iommufd_ioas_change_process(sim->ctx) && pinned() == 16 ? 0 : 1;
}

static int take_over_without_leave(struct sim *sim)
{
	const struct rlimit none = { 0, 0 };

	if (setrlimit(RLIMIT_MEMLOCK, &none) || seteuid(65534))
		return 1;
	return -iommufd_ioas_change_process(sim->ctx);
}

static void another_process_takes_over(void **state)
{
	struct sim *sim = *state;
	int fd = memfd_create("dma", MFD_CLOEXEC);
	char *mem = sim_memory(PAGE);
	uint64_t iova = IOVA;

	sim_attach(sim);
	assert_int_equal(ftruncate(fd, 4 * PAGE), 0);
	/* What root maps counts against no limit. */
	assert_int_equal(seteuid(65534), 0);
	assert_ret(iommufd_ioas_map_file(sim->ctx, sim->ioas, fd, 0, 4 * PAGE, RW, &iova), 0);
	assert_int_equal(seteuid(0), 0);
	assert_int_equal(pinned(), 16);
	assert_int_equal(in_a_child(take_over_without_leave, sim), ENOMEM);
	assert_int_equal(pinned(), 16);
	assert_int_equal(in_a_child(take_over, sim), 0);
	assert_int_equal(pinned(), 0);
	assert_ret(iommufd_ioas_change_process(sim->ctx), 0);
	assert_int_equal(pinned(), 16);
	assert_ret(sim_map(sim, mem, PAGE, IOVA, RW), 0);
	assert_ret(iommufd_ioas_change_process(sim->ctx), -EINVAL);
	assert_error("iommufd_ioas_change_process", -EINVAL, "iommufd_ioas_map_file()");
	close(fd);
	munmap(mem, PAGE);
}

static void map_a_memfd(void **state)
{
	struct sim *sim = *state;
	int fd = memfd_create("dma", MFD_CLOEXEC);
	uint64_t iova = 77;
	char *view;

	sim_attach(sim);
	assert_int_equal(ftruncate(fd, 4 * PAGE), 0);
	view = mmap(NULL, 4 * PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	assert_true(view != MAP_FAILED);
	strcpy(view + 2 * PAGE, "moved");
	assert_ret(iommufd_ioas_map_file(sim->ctx, sim->ioas, fd, 2 * PAGE, 2 * PAGE, RW, &iova),
		   0);
	assert_int_equal(close(fd), 0);
	assert_ret(sim_device_copy(&sim->device, iova + PAGE, iova, 6, NULL), 0);
	assert_string_equal(view + 3 * PAGE, "moved");
	munmap(view, 4 * PAGE);
}

static void map_file_refuses(void **state)
{
	struct sim *sim = *state;
	int memfd = memfd_create("dma", MFD_CLOEXEC), dir = open("/", O_RDONLY | O_CLOEXEC);
	uint64_t iova = 77;

	sim_attach(sim);
	assert_int_equal(ftruncate(memfd, 4 * PAGE), 0);
	assert_ret(iommufd_ioas_map_file(sim->ctx, sim->ioas, -1, 0, PAGE, RW, &iova), -EBADF);
	assert_error("iommufd_ioas_map_file", -EBADF, "memfd");
	assert_ret(iommufd_ioas_map_file(sim->ctx, sim->ioas, dir, 0, PAGE, RW, &iova), -EINVAL);
	assert_ret(iommufd_ioas_map_file(sim->ctx, sim->ioas, memfd, 0, 0, RW, &iova), -EINVAL);
	assert_ret(iommufd_ioas_map_file(sim->ctx, sim->ioas, memfd, 3 * PAGE, 2 * PAGE, RW, &iova),
		   -EINVAL);
	assert_ret(iommufd_ioas_map_file(sim->ctx, sim->ioas, memfd, UINT64_MAX, PAGE, RW, &iova),
		   -EOVERFLOW);
	assert_ret(iommufd_ioas_map_file(sim->ctx, 0xfffff, memfd, 0, PAGE, RW, &iova), -ENOENT);
	assert_int_equal(iova, 77);
	close(memfd);
	close(dir);
}

#define THREADS 4
#define ROUNDS	200

struct worker {
	struct sim *sim;
	uint64_t iova;
	int failed;
};

static void *map_and_unmap(void *arg)
{
	struct worker *worker = arg;
	struct sim *sim = worker->sim;
	char *mem = mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	for (int i = 0; i < ROUNDS && !worker->failed; i++) {
		worker->failed = sim_map(sim, mem, PAGE, worker->iova, RW);
		if (!worker->failed)
			worker->failed =
				iommufd_ioas_unmap(sim->ctx, sim->ioas, worker->iova, PAGE, NULL);
	}
	munmap(mem, PAGE);
	return NULL;
}

static void one_context_many_threads(void **state)
{
	struct sim *sim = *state;
	struct worker workers[THREADS];
	pthread_t threads[THREADS];

	sim_attach(sim);
	for (int i = 0; i < THREADS; i++) {
		workers[i] = (struct worker){ .sim = sim, .iova = IOVA + (uint64_t)i * PAGE };
		assert_int_equal(pthread_create(&threads[i], NULL, map_and_unmap, &workers[i]), 0);
	}
	for (int i = 0; i < THREADS; i++) {
		assert_int_equal(pthread_join(threads[i], NULL), 0);
		assert_int_equal(workers[i].failed, 0);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		sim_test(ranges_narrow_when_a_device_comes),
		sim_test(ranges_of_nothing),
		sim_test(map_where_we_say),
		sim_test(map_where_the_kernel_chooses),
		sim_test(map_refuses),
		sim_test(map_memory_that_is_not_there),
		sim_test(map_read_only_memory),
		sim_test(map_more_than_may_be_locked),
		sim_test(unmap_rules),
		sim_test(only_allowed_iovas_are_chosen),
		sim_test(allowed_iovas_stay),
		sim_test(allow_iovas_refuses),
		sim_test(copy_shares_memory),
		sim_test(copy_refuses),
		sim_test(another_process_takes_over),
		sim_test(map_a_memfd),
		sim_test(map_file_refuses),
		sim_test(one_context_many_threads),
	};

	return RUN_TESTS(tests);
}
