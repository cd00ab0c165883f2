// SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "sim.h"

#define IOVA UINT64_C(0x10000000)

static int set(struct sim *sim, uint64_t value)
{
	return iommufd_option_set(sim->ctx, IOMMUFD_OPTION_HUGE_PAGES, sim->ioas, value);
}

static uint64_t get(struct iommufd *ctx, uint32_t option, uint32_t object_id)
{
	uint64_t value = 77;

	assert_ret(iommufd_option_get(ctx, option, object_id, &value), 0);
	return value;
}

static void huge_pages(void **state)
{
	struct sim *sim = *state;
	char *mem = sim_memory(2 * PAGE);

	assert_int_equal(get(sim->ctx, IOMMUFD_OPTION_HUGE_PAGES, sim->ioas), 1);
	assert_ret(set(sim, 0), 0);
	assert_int_equal(get(sim->ctx, IOMMUFD_OPTION_HUGE_PAGES, sim->ioas), 0);
	sim_attach(sim);
	strcpy(mem, "moved");
	assert_ret(sim_map(sim, mem, 2 * PAGE, IOVA, RW), 0);
	assert_ret(sim_device_copy(&sim->device, IOVA + PAGE, IOVA, 6, NULL), 0);
	assert_string_equal(mem + PAGE, "moved");
	assert_ret(set(sim, 1), 0);
	assert_int_equal(get(sim->ctx, IOMMUFD_OPTION_HUGE_PAGES, sim->ioas), 1);
	assert_ret(set(sim, 0), -EINVAL);
	assert_error("iommufd_option_set", -EINVAL, "hold mappings already");
	assert_ret(set(sim, 2), -EINVAL);
	assert_int_equal(get(sim->ctx, IOMMUFD_OPTION_HUGE_PAGES, sim->ioas), 1);
	munmap(mem, 2 * PAGE);
}

static void rlimit_mode(void **state)
{
	struct iommufd *ctx;
	uint32_t ioas;

	(void)state;
	assert_ret(iommufd_open(NULL, &ctx), 0);
	assert_int_equal(get(ctx, IOMMUFD_OPTION_RLIMIT_MODE, 0), 0);
	assert_int_equal(seteuid(65534), 0);
	assert_ret(iommufd_option_set(ctx, IOMMUFD_OPTION_RLIMIT_MODE, 0, 1), -EPERM);
	assert_error("iommufd_option_set", -EPERM, "CAP_SYS_RESOURCE");
	assert_int_equal(seteuid(0), 0);
	assert_ret(iommufd_option_set(ctx, IOMMUFD_OPTION_RLIMIT_MODE, 0, 2), -EINVAL);
	assert_int_equal(get(ctx, IOMMUFD_OPTION_RLIMIT_MODE, 0), 0);
	assert_ret(iommufd_option_set(ctx, IOMMUFD_OPTION_RLIMIT_MODE, 0, 1), 0);
	assert_int_equal(get(ctx, IOMMUFD_OPTION_RLIMIT_MODE, 0), 1);
	assert_ret(iommufd_ioas_alloc(ctx, &ioas), 0);
	assert_ret(iommufd_option_set(ctx, IOMMUFD_OPTION_RLIMIT_MODE, 0, 0), -EBUSY);
	assert_error("iommufd_option_set", -EBUSY, "no objects");
	assert_int_equal(get(ctx, IOMMUFD_OPTION_RLIMIT_MODE, 0), 1);
	iommufd_close(ctx);
}

static void refuses(void **state)
{
	struct sim *sim = *state;
	uint64_t value = 77;

	assert_ret(iommufd_option_get(sim->ctx, IOMMUFD_OPTION_HUGE_PAGES, 0xfffff, &value),
		   -ENOENT);
	assert_error("iommufd_option_get", -ENOENT, "no IOAS");
	assert_ret(iommufd_option_get(sim->ctx, IOMMUFD_OPTION_HUGE_PAGES, sim->dev_id, &value),
		   -ENOENT);
	assert_ret(iommufd_option_get(sim->ctx, IOMMUFD_OPTION_RLIMIT_MODE, sim->ioas, &value),
		   -EOPNOTSUPP);
	assert_ret(iommufd_option_get(sim->ctx, 0xffff, 0, &value), -EOPNOTSUPP);
	assert_error("iommufd_option_get", -EOPNOTSUPP, "does not know the option");
	assert_ret(iommufd_option_set(sim->ctx, 0xffff, 0, 1), -EOPNOTSUPP);
	assert_ret(iommufd_option_set(sim->ctx, IOMMUFD_OPTION_HUGE_PAGES, 0xfffff, 1), -ENOENT);
	assert_int_equal(value, 77);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		sim_test(huge_pages),
		cmocka_unit_test(rlimit_mode),
		sim_test(refuses),
	};

	return RUN_TESTS(tests);
}
