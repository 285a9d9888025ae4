"""Draws static/icons/ from static/icon.svg with Chromium: ``python -m tools.draw_icons``.

To be run by hand when the drawing changes; the pictures are part of the repository.
"""

import os
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tools.chromium import ensure_chromium

STATIC = Path(__file__).resolve().parent.parent / "static"
# Where the system cuts its own shape out of the picture, the ground must reach the edges, and the
# drawing must stay within the middle four fifths.
EDGE_TO_EDGE = "rect { rx: 0 } path { transform: scale(0.8); transform-origin: center }"

ICONS = {  # name: its size in pixels, and what the style sheet changes
    "icon-192": (192, ""),
    "icon-512": (512, ""),
    "icon-maskable-512": (512, EDGE_TO_EDGE),
    "apple-touch-icon": (180, EDGE_TO_EDGE),
}


def main() -> None:
    folder = STATIC / "icons"
    folder.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=ensure_chromium(os.environ),
            args=["--no-sandbox"],  # as root it starts only so; it sees nothing but our drawing
        )
        page = browser.new_page()
        for name, (size, style) in ICONS.items():
            draw(page, size, style, folder / f"{name}.png")
        browser.close()


def draw(page: Page, size: int, style: str, path: Path) -> None:
    drawing = (STATIC / "icon.svg").read_text("utf-8")
    page.set_viewport_size({"width": size, "height": size})
    page.set_content(
        f"<style>body {{ margin: 0 }} svg {{ display: block }} {style}</style>{drawing}"
    )
    page.screenshot(path=path, omit_background=True)
    print(f"{path.relative_to(STATIC.parent)}: {size} x {size}")


if __name__ == "__main__":
    main()
