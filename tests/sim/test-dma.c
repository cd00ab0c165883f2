// SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
/*
 * What becomes of bytes: every access of the device goes through the page table it is attached to.
 */
#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <vfio-sim.h>

#include "sim.h"

#define IOVA UINT64_C(0x10000000)
#define MIB  (1024ul * 1024)

#define assert_fault(transfer, reason, access, iova)                        \
	do {                                                                \
		assert_int_equal((transfer).status, VFIO_SIM_STATUS_FAULT); \
		assert_int_equal((transfer).fault_reason, reason);          \
		assert_int_equal((transfer).fault_access, access);          \
		assert_int_equal((transfer).fault_iova, iova);              \
	} while (0)

static void pattern(unsigned char *mem, size_t length)
{
	for (size_t i = 0; i < length; i++)
		mem[i] = (unsigned char)(i * 7 + i / 251);
}

static void copies_across_pages_at_any_offset(void **state)
{
	struct sim *sim = *state;
	unsigned char *mem = sim_memory(8 * MIB);
	struct sim_transfer transfer;

	sim_attach(sim);
	pattern(mem, 4 * MIB);
	assert_ret(sim_map(sim, mem, 8 * MIB, IOVA, RW), 0);
	assert_ret(sim_device_copy(&sim->device, IOVA + 4 * MIB + 77, IOVA + 3, 3 * MIB + 5,
				   &transfer),
		   0);
	assert_int_equal(transfer.status, VFIO_SIM_STATUS_DONE);
	assert_int_equal(transfer.done, 3 * MIB + 5);
	assert_memory_equal(mem + 4 * MIB + 77, mem + 3, 3 * MIB + 5);
	assert_int_equal(mem[4 * MIB + 76], 0);
	assert_int_equal(mem[7 * MIB + 82], 0);
	munmap(mem, 8 * MIB);
}

static void scattered_pages_are_one_range_to_the_device(void **state)
{
	struct sim *sim = *state;
	unsigned char *mem = sim_memory(8 * PAGE);

	/* Pages in the reverse order of their addresses. */
	sim_attach(sim);
	pattern(mem, 4 * PAGE);
	for (unsigned long i = 0; i < 8; i++)
		assert_ret(sim_map(sim, mem + (7 - i) * PAGE, PAGE, IOVA + i * PAGE, RW), 0);
	assert_ret(sim_device_copy(&sim->device, IOVA, IOVA + 4 * PAGE, 4 * PAGE, NULL), 0);
	assert_memory_equal(mem + 4 * PAGE, mem, 4 * PAGE);
	munmap(mem, 8 * PAGE);
}

static void fills(void **state)
{
	struct sim *sim = *state;
	unsigned char *mem = sim_memory(2 * PAGE);

	sim_attach(sim);
	assert_ret(sim_map(sim, mem, 2 * PAGE, IOVA, IOMMUFD_IOAS_MAP_WRITEABLE), 0);
	assert_ret(sim_device_fill(&sim->device, IOVA + 5, 0xa5, PAGE, NULL), 0);
	assert_int_equal(mem[4], 0);
	assert_int_equal(mem[PAGE + 5], 0);
	for (size_t i = 5; i < PAGE + 5; i++)
		assert_int_equal(mem[i], 0xa5);
	munmap(mem, 2 * PAGE);
}

static void stops_at_the_first_missing_byte(void **state)
{
	struct sim *sim = *state;
	unsigned char *mem = sim_memory(4 * PAGE);
	struct sim_transfer transfer;

	sim_attach(sim);
	pattern(mem, 2 * PAGE);
	assert_ret(sim_map(sim, mem, 2 * PAGE, IOVA, RW), 0);
	assert_ret(sim_map(sim, mem + 2 * PAGE, 2 * PAGE, IOVA + 16 * PAGE, RW), 0);
	assert_ret(sim_device_copy(&sim->device, IOVA + 16 * PAGE, IOVA + 100, 2 * PAGE, &transfer),
		   -EFAULT);
	assert_fault(transfer, VFIO_SIM_FAULT_NOT_PRESENT, VFIO_SIM_ACCESS_READ, IOVA + 2 * PAGE);
	assert_int_equal(transfer.done, 2 * PAGE - 100);
	assert_memory_equal(mem + 2 * PAGE, mem + 100, 2 * PAGE - 100);
	assert_ret(sim_device_fill(&sim->device, IOVA + 18 * PAGE - 1, 1, 2, &transfer), -EFAULT);
	assert_fault(transfer, VFIO_SIM_FAULT_NOT_PRESENT, VFIO_SIM_ACCESS_WRITE, IOVA + 18 * PAGE);
	assert_int_equal(transfer.done, 1);
	munmap(mem, 4 * PAGE);
}

static void read_only_is_not_written(void **state)
{
	struct sim *sim = *state;
	unsigned char *mem = sim_memory(2 * PAGE);
	struct sim_transfer transfer;

	sim_attach(sim);
	pattern(mem, 2 * PAGE);
	mem[0] = 0xee;
	assert_ret(sim_map(sim, mem, PAGE, IOVA, IOMMUFD_IOAS_MAP_READABLE), 0);
	assert_ret(sim_map(sim, mem + PAGE, PAGE, IOVA + PAGE, RW), 0);
	assert_ret(sim_device_copy(&sim->device, IOVA, IOVA + PAGE, 16, &transfer), -EFAULT);
	assert_fault(transfer, VFIO_SIM_FAULT_PERMISSION, VFIO_SIM_ACCESS_WRITE, IOVA);
	assert_int_equal(transfer.done, 0);
	assert_int_equal(mem[0], 0xee);
	assert_ret(sim_device_copy(&sim->device, IOVA + PAGE, IOVA, 16, NULL), 0);
	munmap(mem, 2 * PAGE);
}

static void nothing_wraps_around(void **state)
{
	struct sim *sim = *state;
	unsigned char *mem = sim_memory(PAGE);
	struct sim_transfer transfer;

	sim_attach(sim);
	assert_ret(sim_map(sim, mem, PAGE, 0, RW), 0);
	assert_ret(sim_device_fill(&sim->device, UINT64_MAX - 7, 0xff, 64, &transfer), -EFAULT);
	assert_fault(transfer, VFIO_SIM_FAULT_NOT_PRESENT, VFIO_SIM_ACCESS_WRITE, UINT64_MAX - 7);
	assert_ret(sim_device_fill(&sim->device, PAGE - 4, 0xff, UINT64_MAX, &transfer), -EFAULT);
	assert_fault(transfer, VFIO_SIM_FAULT_NOT_PRESENT, VFIO_SIM_ACCESS_WRITE, PAGE);
	assert_int_equal(transfer.done, 4);
	assert_int_equal(mem[0], 0);
	munmap(mem, PAGE);
}

static void without_a_page_table_everything_is_refused(void **state)
{
	struct sim *sim = *state;
	unsigned char *mem = sim_memory(PAGE);
	struct sim_transfer transfer;

	assert_ret(sim_map(sim, mem, PAGE, IOVA, RW), 0);
	assert_ret(sim_device_fill(&sim->device, IOVA, 1, 1, &transfer), -EFAULT);
	assert_fault(transfer, VFIO_SIM_FAULT_BLOCKED, VFIO_SIM_ACCESS_WRITE, IOVA);
	sim_attach(sim);
	assert_ret(sim_device_fill(&sim->device, IOVA, 1, 1, &transfer), 0);
	assert_ret(iommufd_device_detach(sim->dev), 0);
	assert_ret(sim_device_fill(&sim->device, IOVA, 2, 1, &transfer), -EFAULT);
	assert_fault(transfer, VFIO_SIM_FAULT_BLOCKED, VFIO_SIM_ACCESS_WRITE, IOVA);
	assert_int_equal(mem[0], 1);
	munmap(mem, PAGE);
}

static void unmapped_is_gone_at_once(void **state)
{
	struct sim *sim = *state;
	unsigned char *mem = sim_memory(4 * MIB);
	struct sim_transfer transfer;

	sim_attach(sim);
	assert_ret(sim_map(sim, mem, 4 * MIB, IOVA, RW), 0);
	assert_ret(sim_device_fill(&sim->device, IOVA, 1, 4 * MIB, NULL), 0);
	assert_ret(iommufd_ioas_unmap(sim->ctx, sim->ioas, IOVA, 4 * MIB, NULL), 0);
	assert_ret(sim_device_fill(&sim->device, IOVA, 2, 4 * MIB, &transfer), -EFAULT);
	assert_fault(transfer, VFIO_SIM_FAULT_NOT_PRESENT, VFIO_SIM_ACCESS_WRITE, IOVA);
	assert_int_equal(mem[0], 1);
	munmap(mem, 4 * MIB);
}

static void a_transfer_of_nothing_is_done(void **state)
{
	struct sim *sim = *state;
	struct sim_transfer transfer;

	assert_ret(sim_device_copy(&sim->device, 0, 0, 0, &transfer), 0);
	assert_int_equal(transfer.status, VFIO_SIM_STATUS_DONE);
	assert_int_equal(transfer.done, 0);
}

/* A device that writes as long as it is let. */
struct writer {
	struct sim *sim;
	pthread_t thread;
	atomic_bool stop;
	atomic_ulong transfers;
	atomic_ulong faults;
};

static void *write_on(void *arg)
{
	struct writer *writer = arg;
	struct sim_device *device = &writer->sim->device;

	while (!atomic_load(&writer->stop)) {
		if (sim_device_fill(device, IOVA, 0xff, 16 * PAGE, NULL))
			atomic_fetch_add(&writer->faults, 1);
		atomic_fetch_add(&writer->transfers, 1);
	}
	return NULL;
}

static void writer_start(struct writer *writer, struct sim *sim)
{
	writer->sim = sim;
	assert_int_equal(pthread_create(&writer->thread, NULL, write_on, writer), 0);
}

static void writer_stop(struct writer *writer)
{
	atomic_store(&writer->stop, true);
	assert_int_equal(pthread_join(writer->thread, NULL), 0);
}

/* Until a transfer that was under way has ended, and another one has begun and ended. */
static void writer_wait(struct writer *writer)
{
	unsigned long transfers = atomic_load(&writer->transfers);

	while (atomic_load(&writer->transfers) < transfers + 2)
		sched_yield();
}

static void replace_under_running_dma(void **state)
{
	struct sim *sim = *state;
	unsigned char *mem = sim_memory(32 * PAGE);
	struct writer writer = { 0 };
	uint32_t ioas[2] = { sim->ioas }, hwpt[2];
	uint64_t iova = IOVA;

	assert_ret(iommufd_ioas_alloc(sim->ctx, &ioas[1]), 0);
	for (int i = 0; i < 2; i++) {
		assert_ret(iommufd_ioas_map(sim->ctx, ioas[i], mem + (unsigned long)i * 16 * PAGE,
					    16 * PAGE, RW | FIXED, &iova),
			   0);
		assert_ret(iommufd_hwpt_alloc(sim->ctx, sim->dev_id, ioas[i], NULL, &hwpt[i]), 0);
	}
	assert_ret(iommufd_device_attach(sim->dev, hwpt[0], NULL), 0);
	writer_start(&writer, sim);
	for (unsigned int i = 0; i < 500 || atomic_load(&writer.transfers) < 50; i++)
		assert_ret(iommufd_device_attach(sim->dev, hwpt[i % 2], NULL), 0);
	writer_stop(&writer);
	assert_int_equal(atomic_load(&writer.faults), 0);
	assert_ret(iommufd_device_attach(sim->dev, hwpt[0], NULL), 0);

	/* Now only the last page table is written through. */
	memset(mem, 0, 32 * PAGE);
	assert_ret(sim_device_fill(&sim->device, IOVA, 0xff, 16 * PAGE, NULL), 0);
	assert_int_equal(mem[0], 0xff);
	assert_int_equal(mem[16 * PAGE], 0);
	munmap(mem, 32 * PAGE);
}

static void no_write_after_unmap_under_running_dma(void **state)
{
	struct sim *sim = *state;
	volatile unsigned char *mem = sim_memory(16 * PAGE);
	struct writer writer = { 0 };

	sim_attach(sim);
	writer_start(&writer, sim);
	for (int i = 0; i < 300; i++) {
		assert_ret(sim_map(sim, (void *)mem, 16 * PAGE, IOVA, RW), 0);
		while (!mem[0])
			sched_yield();
		assert_ret(iommufd_ioas_unmap(sim->ctx, sim->ioas, IOVA, 16 * PAGE, NULL), 0);
		memset((void *)mem, 0, 16 * PAGE);
		writer_wait(&writer);
		for (size_t k = 0; k < 16 * PAGE; k++)
			if (mem[k])
				fail_msg("round %d: expected 0 at %zu after unmap, got %u", i, k,
					 mem[k]);
	}
	writer_stop(&writer);
	munmap((void *)mem, 16 * PAGE);
}

static uint32_t device_status(struct sim *sim)
{
	uint32_t status;

	assert_ret(iommufd_device_region_read(sim->dev, &sim->device.regs, VFIO_SIM_REG_STATUS,
					      &status, sizeof(status)),
		   0);
	return status;
}

/* A gigabyte takes a while: killing the process must not wait for it. */
static void a_killed_process_ends_its_transfer(void **state)
{
	struct sim *sim = *state;
	unsigned char *mem = sim_memory(2 * MIB);
	int status = 0;
	pid_t pid;

	sim_attach(sim);
	for (uint64_t i = 0; i < 512; i++)
		assert_ret(sim_map(sim, mem, 2 * MIB, IOVA + i * 2 * MIB, RW), 0);
	pid = fork();
	assert_true(pid >= 0);
	if (!pid) {
		for (;;)
			sim_device_fill(&sim->device, IOVA, 1, 1024 * MIB, NULL);
	}
	while (device_status(sim) != VFIO_SIM_STATUS_BUSY)
		sched_yield();
	assert_int_equal(kill(pid, SIGKILL), 0);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFSIGNALED(status));
	assert_int_equal(device_status(sim), VFIO_SIM_STATUS_ABORTED);
	assert_ret(sim_device_fill(&sim->device, IOVA, 1, PAGE, NULL), 0);
	munmap(mem, 2 * MIB);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		sim_test(copies_across_pages_at_any_offset),
		sim_test(scattered_pages_are_one_range_to_the_device),
		sim_test(fills),
		sim_test(stops_at_the_first_missing_byte),
		sim_test(read_only_is_not_written),
		sim_test(nothing_wraps_around),
		sim_test(without_a_page_table_everything_is_refused),
		sim_test(unmapped_is_gone_at_once),
		sim_test(a_transfer_of_nothing_is_done),
		sim_test(replace_under_running_dma),
		sim_test(no_write_after_unmap_under_running_dma),
		sim_test(a_killed_process_ends_its_transfer),
	};

	return RUN_TESTS(tests);
}
