"""Pictures as SVG, made here: no script draws anything. Colours and fonts are the stylesheet's."""
