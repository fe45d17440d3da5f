"""The chat widget: TypeScript sources, and the built files that travel with the product."""
