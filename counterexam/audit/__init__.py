"""The rates at which a checker accepts a wrong answer or refuses a right one."""
