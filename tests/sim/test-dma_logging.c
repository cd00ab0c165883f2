// SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
#include <errno.h>
#include <string.h>

#include "sim.h"

static void a_device_without_a_log(void **state)
{
	struct sim *sim = *state;
	struct iommufd_dma_logging_range range = { 0, PAGE };
	uint64_t page_size = 2 * PAGE, bitmap = 0;

	assert_ret(iommufd_device_dma_logging_start(sim->dev, &page_size, &range, 1), -ENOTTY);
	assert_error("iommufd_device_dma_logging_start", -ENOTTY, "does not have this feature");
	assert_int_equal(page_size, 2 * PAGE);
	assert_ret(iommufd_device_dma_logging_report(sim->dev, 0, PAGE, PAGE, &bitmap), -ENOTTY);
	assert_ret(iommufd_device_dma_logging_stop(sim->dev), -ENOTTY);
	assert_int_equal(bitmap, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		sim_test(a_device_without_a_log),
	};

	return RUN_TESTS(tests);
}
