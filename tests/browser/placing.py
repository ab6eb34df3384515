"""How a shop puts the widget into its page."""

from tests.browser.serving import Server

HEARD = """<script>
window.heard = [];
for (const type of ['ready', 'start', 'question', 'answer', 'results', 'select', 'close', 'error']) {
  addEventListener(`salesclerk:${type}`, (event) => heard.push({ type, ...event.detail }));
}
</script>"""
"""Goes into the head of a host's page: keeps every event of the widget."""


def script(server: Server) -> str:
    return f'<script async src="{server.address}/embed.js"></script>'


def place(server: Server, attributes: str = "", questionnaire: str = "typefaces") -> str:
    return (
        f'<div data-salesclerk="{questionnaire}" {attributes}>'
        f'<a href="{server.address}/w/{questionnaire}">Find the right one</a></div>'
    )
