// SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
#include <errno.h>
#include <string.h>

#include "sim.h"

static void a_device_that_is_not_pci(void **state)
{
	struct sim *sim = *state;
	struct iommufd_pci_hot_reset_device device = { .dev_id = 77 };
	uint32_t num = 1, allowed = 77;

	assert_ret(iommufd_device_get_pci_hot_reset_info(sim->dev, &device, &num, &allowed),
		   -ENOTTY);
	assert_error("iommufd_device_get_pci_hot_reset_info", -ENOTTY, "no PCI device");
	assert_int_equal(num, 1);
	assert_int_equal(allowed, 77);
	assert_int_equal(device.dev_id, 77);
	assert_ret(iommufd_device_pci_hot_reset(sim->dev), -ENOTTY);
	assert_error("iommufd_device_pci_hot_reset", -ENOTTY, "no PCI device");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		sim_test(a_device_that_is_not_pci),
	};

	return RUN_TESTS(tests);
}
