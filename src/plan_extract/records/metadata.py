"""What the document says of itself."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from .base import Record


class PlanPeriod(Record):
    """The years that a plan covers: “十四五” is 2021 to 2025."""

    start: int = Field(ge=1949, le=2199, description="First year.")
    end: int = Field(ge=1949, le=2199, description="Last year.")


class Jurisdiction(Record):
    """Whose plan it is, from its issuers, its number or its title; the names are in full."""

    province: str | None = Field(description="Province, autonomous region or municipality; null for a national plan.")
    city: str | None = Field(description="Prefecture or prefecture-level city; null above it, and in municipalities.")
    county: str | None = Field(description="County, district or county-level city; null above it.")
    code: str = Field(description="GB/T 2260 code of the most exact level; 100000 is the whole country.")


class Metadata(Record):
    """What the document says of itself; what is not printed is null."""

    title: str | None = Field(
        description="The plan's own title; of a notice that prints a plan, the plan's. No spaces."
    )
    document_type: str | None = Field(description="Last word of its kind: 规划 计划 方案 意见 通知 办法 要点 清单 …")
    issuers: tuple[str, ...] = Field(default=(), description="Issuing bodies (发文机关), as written.")
    document_number: str | None = Field(default=None, description="发文字号 with brackets as 〔〕: 门民发〔2023〕76号.")
    written_on: date | None = Field(default=None, description="成文日期; falls back on the date under the signature.")
    published_on: date | None = Field(default=None, description="发布日期.")
    effective_on: date | None = Field(default=None, description="实施(施行)日期.")
    expires_on: date | None = Field(default=None, description="废止日期.")
    status: str | None = Field(default=None, description="有效性 as printed: 有效, 失效, 废止 …")
    recipients: tuple[str, ...] = Field(default=(), description="主送机关, each as written, without the colon.")
    plan_period: PlanPeriod | None = Field(default=None, description="The years the plan covers; null for none.")
    outlook_year: int | None = Field(default=None, description="展望2035年 gives 2035.")
    jurisdiction: Jurisdiction | None = Field(default=None, description="Whose plan it is, where that is sure.")
