"""Exports of address programs, written to their documented headers; rows are given as the columns that are filled."""

from __future__ import annotations

import csv
import io
from typing import Literal

LINKEDIN = ["First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On"]
LINKEDIN_PREAMBLE = (
    "Notes:\n"
    '"When exporting your connection data, you may notice that some of the email addresses are missing. You will only see email '
    "addresses for connections who have allowed their connections to see or download their email address using this setting "
    'https://www.linkedin.com/psettings/privacy/email. You can learn more here https://www.linkedin.com/help/linkedin/answer/261"\n'
    "\n"
)

GOOGLE = [
    *("First Name", "Middle Name", "Last Name", "Phonetic First Name", "Phonetic Middle Name", "Phonetic Last Name"),
    *("Name Prefix", "Name Suffix", "Nickname", "File As", "Organization Name", "Organization Title", "Organization Department"),
    *("Birthday", "Notes", "Photo", "Labels", "E-mail 1 - Label", "E-mail 1 - Value", "E-mail 2 - Label", "E-mail 2 - Value"),
    *(f"Phone {number} - {part}" for number in range(1, 16) for part in ("Label", "Value")),
    *(f"Address 1 - {part}" for part in ("Label", "Formatted", "Street", "City", "PO Box", "Region", "Postal Code", "Country")),
    *("Website 1 - Label", "Website 1 - Value"),
]

GOOGLE_OLDER = [
    *("Name", "Given Name", "Additional Name", "Family Name", "Yomi Name", "Given Name Yomi", "Additional Name Yomi"),
    *(
        "Family Name Yomi",
        "Name Prefix",
        "Name Suffix",
        "Initials",
        "Nickname",
        "Short Name",
        "Maiden Name",
        "Birthday",
        "Gender",
    ),
    *("Location", "Billing Information", "Directory Server", "Mileage", "Occupation", "Hobby", "Sensitivity", "Priority"),
    *("Subject", "Notes", "Language", "Photo", "Group Membership", "E-mail 1 - Type", "E-mail 1 - Value", "E-mail 2 - Type"),
    *("E-mail 2 - Value", "Phone 1 - Type", "Phone 1 - Value", "Organization 1 - Type", "Organization 1 - Name"),
    *("Organization 1 - Yomi Name", "Organization 1 - Title", "Organization 1 - Department", "Website 1 - Value"),
]

_PHONES = [
    *("Assistant's Phone", "Business Fax", "Business Phone", "Business Phone 2", "Callback", "Car Phone", "Company Main Phone"),
    *("Home Fax", "Home Phone", "Home Phone 2", "ISDN", "Mobile Phone", "Other Fax", "Other Phone", "Pager", "Primary Phone"),
    *("Radio Phone", "TTY/TDD Phone", "Telex", *(f"Phone {number}" for number in range(20, 31))),
]
OUTLOOK = [
    *("Title", "First Name", "Middle Name", "Last Name", "Suffix", "Company", "Department", "Job Title", "Business Street"),
    *("Business City", "Business State", "Business Postal Code", "Business Country/Region", "Home Street", "Home City"),
    *_PHONES,
    *("Account", "Anniversary", "Assistant's Name", "Billing Information", "Birthday", "Categories", "Children"),
    *("E-mail Address", "E-mail Type", "E-mail Display Name", "E-mail 2 Address", "E-mail 2 Type", "E-mail 2 Display Name"),
    *(
        "Gender",
        "Hobby",
        "Initials",
        "Keywords",
        "Language",
        "Location",
        "Notes",
        "Priority",
        "Private",
        "Profession",
        "Web Page",
    ),
]

HUBSPOT = [
    *("Record ID", "First Name", "Last Name", "Email", "Phone Number", "Contact owner", "Last Activity Date (GMT+1)"),
    *("Lead Status", "Marketing contact status", "Create Date (GMT+1)", "Job Title", "Company Name", "Email Domain"),
    *("Unsubscribed from all email", "Associated Company"),
]


def table(header: list[str], *rows: dict[str, str], delimiter: str = ",", ends: str = "\r\n", quote_all: bool = False) -> str:
    """Return the text of an export with these rows; columns that a row does not name are empty."""
    text = io.StringIO()
    quoting: Literal[0, 1] = 1 if quote_all else 0  # csv.QUOTE_ALL, csv.QUOTE_MINIMAL
    writer = csv.DictWriter(text, header, restval="", delimiter=delimiter, lineterminator=ends, quoting=quoting)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()
