"""The page Inside the network: one module a section, in the order of `page.SECTIONS`."""
