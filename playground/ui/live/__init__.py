"""The page's own channel: what changed goes to the browser, clicks and dragged knobs come back."""
