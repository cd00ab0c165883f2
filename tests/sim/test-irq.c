// SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
#include <errno.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "sim.h"

static void a_device_without_interrupts(void **state)
{
	struct sim *sim = *state;
	struct iommufd_irq_info info = { .size = sizeof(info), .count = 77 };
	int32_t fd = eventfd(0, EFD_CLOEXEC);
	const uint8_t which = 1;

	assert_true(fd >= 0);
	assert_ret(iommufd_device_get_irq_info(sim->dev, 0, &info), -ENOTTY);
	assert_error("iommufd_device_get_irq_info", -ENOTTY, "driver does not have this");
	assert_int_equal(info.count, 77);
	assert_ret(iommufd_device_set_irqs(sim->dev, 0, IOMMUFD_IRQ_MASK, 0, 1), -ENOTTY);
	assert_ret(iommufd_device_set_irqs_bool(sim->dev, 0, IOMMUFD_IRQ_MASK, 0, &which, 1),
		   -ENOTTY);
	assert_ret(iommufd_device_set_irqs_eventfd(sim->dev, 0, IOMMUFD_IRQ_TRIGGER, 0, &fd, 1),
		   -ENOTTY);
	assert_error("iommufd_device_set_irqs_eventfd", -ENOTTY, "driver does not have this");
	close(fd);
}

static void an_unbound_device(void **state)
{
	struct iommufd_irq_info info = { .size = sizeof(info), .count = 77 };
	struct iommufd_device *dev;

	(void)state;
	assert_ret(iommufd_device_open(SECOND_NAME, &dev), 0);
	assert_ret(iommufd_device_get_irq_info(dev, 0, &info), -EINVAL);
	assert_error("iommufd_device_get_irq_info", -EINVAL, "not bound");
	assert_ret(iommufd_device_set_irqs(dev, 0, IOMMUFD_IRQ_MASK, 0, 1), -EINVAL);
	assert_int_equal(info.count, 77);
	iommufd_device_close(dev);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		sim_test(a_device_without_interrupts),
		sim_test(an_unbound_device),
	};

	return RUN_TESTS(tests);
}
