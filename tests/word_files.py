"""Word files for tests, written part by part: what stands in them is what the test says, and nothing else."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_NAMES = (
    f'{_W} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'


def docx(body: str, *, numbering: str = "", styles: str = "", footnotes: str = "", head: str = "") -> bytes:
    """Give a Word file with this XML in its body; `head` stands before the root element of the document."""
    parts = {"numbering": numbering, "styles": styles, "footnotes": footnotes}
    given = {name: xml for name, xml in parts.items() if xml}
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_KIND}.{name}+xml"/>'
        for name in ("document.main", *given)
    ).replace("document.main.xml", "document.xml")
    links = "".join(
        f'<Relationship Id="r{n}" Type="{_RELATION}/{name}" Target="{name}.xml"/>' for n, name in enumerate(given)
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
            f'ContentType="application/xml"/>{types}</Types>',
        )
        main = f'<Relationship Id="r1" Type="{_RELATION}/officeDocument" Target="word/document.xml"/>'
        archive.writestr("_rels/.rels", f"{_RELATIONS}{main}</Relationships>")
        archive.writestr("word/document.xml", f"{head}<w:document {_NAMES}><w:body>{body}</w:body></w:document>")
        archive.writestr("word/_rels/document.xml.rels", f"{_RELATIONS}{links}</Relationships>")
        for name, xml in given.items():
            archive.writestr(f"word/{name}.xml", f"<w:{name} {_NAMES}>{xml}</w:{name}>")
    return file.getvalue()


def p(text: str = "", *, num: int | None = None, level: int | None = None, style: str = "", more: str = "") -> str:
    """Give a paragraph, in a list (`num`, `level`) and a style; `more` is XML for its properties."""
    own = f'<w:ilvl w:val="{level}"/>' if level is not None else ""
    own += f'<w:numId w:val="{num}"/>' if num is not None else ""
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    properties += f"<w:numPr>{own}</w:numPr>" if own else ""
    return f"<w:p><w:pPr>{properties}{more}</w:pPr>{r(text) if text else ''}</w:p>"


def r(text: str, properties: str = "") -> str:
    """Give a run of text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def lvl(level: int, form: str, text: str, *, start: int = 1, more: str = "") -> str:
    """Give a level of a list: its format (`chineseCounting`) and its text (`（%1）`); `more` stands before the text."""
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}<w:suff w:val="nothing"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/></w:lvl>'
    )


def abstract(number: int, *levels: str) -> str:
    """Give a definition of lists."""
    kind = '<w:multiLevelType w:val="multilevel"/>'
    return f'<w:abstractNum w:abstractNumId="{number}">{kind}{"".join(levels)}</w:abstractNum>'


def num(number: int, of: int, overrides: str = "") -> str:
    """Give a list by a definition."""
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{of}"/>{overrides}</w:num>'


def style(name: str, *, num: int | None = None, level: int | None = None, based: str = "", called: str = "") -> str:
    """Give a paragraph style with a list of its own."""
    own = f'<w:ilvl w:val="{level}"/>' if level is not None else ""
    own += f'<w:numId w:val="{num}"/>' if num is not None else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{called or name}"/>'
        + (f'<w:basedOn w:val="{based}"/>' if based else "")
        + f"<w:pPr>{f'<w:numPr>{own}</w:numPr>' if own else ''}</w:pPr></w:style>"
    )


def tc(text: str, *, width: int = 1, merge: str | None = None, more: str = "") -> str:
    """Give a cell; `merge` is `restart` or `continue`."""
    properties = f'<w:gridSpan w:val="{width}"/>' if width > 1 else ""
    properties += f'<w:vMerge w:val="{merge}"/>' if merge else ""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{more or p(text)}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    """Give a row."""
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def tbl(*rows: str) -> str:
    """Give a table."""
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"
