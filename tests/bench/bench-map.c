// SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
/*
 * What mapping and unmapping through the library costs, against a loop that fills the wire structs
 * by hand and calls ioctl(2), in the same run. Built twice: bench-map asks the kernel, so run it in
 * one (kmod/vm/run -- build/tests/bench/bench-map); bench-map-stubbed has an ioctl that does
 * nothing, so what remains is user space alone.
 */
#include <err.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <time.h>

#include <iommufd.h>

#include "../../libiommufd/uapi/iommufd.h"

#define LENGTH 4096u
#define IOVA   UINT64_C(0x10000000)
#define FLAGS  (IOMMUFD_IOAS_MAP_READABLE | IOMMUFD_IOAS_MAP_WRITEABLE | IOMMUFD_IOAS_MAP_FIXED_IOVA)

#ifdef STUBBED
int __wrap_ioctl(int fd, unsigned long request, ...);

int __wrap_ioctl(int fd, unsigned long request, ...)
{
	(void)fd;
	(void)request;
	return 0;
}
#endif

struct bench {
	struct iommufd *ctx;
	uint32_t ioas;
	void *mem;
	unsigned long rounds;
};

static void through_the_library(const struct bench *bench)
{
	uint64_t iova = IOVA;

	for (unsigned long i = 0; i < bench->rounds; i++)
		if (iommufd_ioas_map(bench->ctx, bench->ioas, bench->mem, LENGTH, FLAGS, &iova) ||
		    iommufd_ioas_unmap(bench->ctx, bench->ioas, IOVA, LENGTH, NULL))
			errx(1, "%s", iommufd_error_message());
}

static void by_hand(const struct bench *bench)
{
	const int fd = iommufd_fd(bench->ctx);

	for (unsigned long i = 0; i < bench->rounds; i++) {
		struct iommu_ioas_map map = {
			.size = sizeof(map),
			.flags = FLAGS,
			.ioas_id = bench->ioas,
			.user_va = (uintptr_t)bench->mem,
			.length = LENGTH,
			.iova = IOVA,
		};
		struct iommu_ioas_unmap unmap = {
			.size = sizeof(unmap),
			.ioas_id = bench->ioas,
			.iova = IOVA,
			.length = LENGTH,
		};

		if (ioctl(fd, IOMMU_IOAS_MAP, &map) || ioctl(fd, IOMMU_IOAS_UNMAP, &unmap))
			err(1, "ioctl");
	}
}

/* The best of several runs, in nanoseconds a round. */
static double measure(void (*loop)(const struct bench *), const struct bench *bench)
{
	double best = 0;

	for (int i = 0; i < 7; i++) {
		struct timespec start, end;
		double ns;

		clock_gettime(CLOCK_MONOTONIC, &start);
		loop(bench);
		clock_gettime(CLOCK_MONOTONIC, &end);
		ns = ((double)(end.tv_sec - start.tv_sec) * 1e9 +
		      (double)(end.tv_nsec - start.tv_nsec)) /
		     (double)bench->rounds;
		if (!i || ns < best)
			best = ns;
	}
	return best;
}

int main(void)
{
#ifdef STUBBED
	struct bench bench = { .rounds = 5000000 };
#else
	struct bench bench = { .rounds = 20000 };
#endif
	double library, hand;

	bench.mem = mmap(NULL, LENGTH, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
#ifdef STUBBED
	if (iommufd_adopt(0, &bench.ctx))
#else
	if (iommufd_open(NULL, &bench.ctx) || iommufd_ioas_alloc(bench.ctx, &bench.ioas))
#endif
		errx(1, "%s", iommufd_error_message());
	hand = measure(by_hand, &bench);
	library = measure(through_the_library, &bench);
	printf("map+unmap of a page, ns: by hand %.1f, library %.1f, ratio %.3f\n", hand, library,
	       library / hand);
	iommufd_close(bench.ctx);
	return 0;
}
