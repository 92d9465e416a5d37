"""Names in Streamlit's own HTML that the style sheets and components go by.

`st-key-…`, the class of a container with a key, and `--st-…`, the theme's colors, are documented
and are not among them.
"""

from collections.abc import Mapping

NAMES: Mapping[str, str] = {
    "stApp": "whether a run of the page is under way, before a link leaves it",
    "stAppViewContainer": "numerals of one width on the whole page",
    "stBidiComponent": "its box gives way to the component's own height; its class tells the theme",
    "stBidiComponentIsolated": "as above, where styles are isolated",
    "stBidiComponentRegular": "as above, where they are not",
    "stButtonGroup": "the regularizers fill a phone's width",
    "stCameraInput": "no second label above the camera",
    "stCameraInputWebcamComponent": "the camera's picture keeps its place",
    "stCaptionContainer": "readable on both themes",
    "stCheckbox": "the switches in high contrast",
    "stColumn": "columns under More stand under one another where it is narrow",
    "stElementContainer": "a component that nothing is seen of takes no row",
    "stFileUploader": "as high as the other ways in",
    "stFileUploaderDropzone": "as high as the other ways in",
    "stFileUploaderDropzoneInstructions": "its limit is told elsewhere",
    "stHeader": "hidden: the page has a bar of its own",
    "stHorizontalBlock": "rows of columns wrap where it is narrow",
    "stHtml": "no margins as around a text",
    "stLayoutWrapper": "between a grid and its cells",
    "stMain": "a lesson begins at its top",
    "stMainBlockContainer": "the page's own margins",
    "stMarkdownContainer": "a button's words and icon on one line",
    "stMarkdownEllipsis": "a button's words are not cut",
    "stMenuButtonBody": "a menu is no wider than the window",
    "stMenuButtonButton": "buttons of the toolbar, one like the other",
    "stMultiSelect": "the choice of networks is as wide as it has to be",
    "stPageLink": "the page that is open is underlined",
    "stPopoverBody": "the forty controls under More have room",
    "stPopoverButton": "buttons of the toolbar, one like the other",
    "stStatusWidget": "hidden: a run of the page is no news",
    "stTab": "the chosen one in high contrast",
    "stToolbar": "hidden: deploy and developer menus",
    "stVerticalBlock": "gaps",
    "stWidgetLabel": "smaller labels on the bar",
    "data-stale": "what is about to be drawn again is not grayed",
}
"""By the name, as test id, class or attribute: what for."""
