"""Which OPCO an establishment pays into, proposed from its collective agreement. Pure: no Django.

The convention collective (IDCC) the establishment applies decides; its NAF code is only a hint. The
table is the Ministry of Labour's ``table_idcc-opco`` of 19/07/2019 for the trades that meet
visitors; rows marked "derived" are absent from it and follow the agreement they replaced. It
proposes: whoever keeps the employer's record may choose another financier.
"""

from __future__ import annotations

from typing import NamedTuple

MINISTRY = "table_idcc-opco, Ministère du Travail, 19/07/2019"
DERIVED = "derived from the agreement it replaced, " + MINISTRY


class Agreement(NamedTuple):
    """A collective agreement: the financier's code, its short French label, where this is written."""

    financier: str
    label: str
    source: str = MINISTRY


AGREEMENTS: dict[str, Agreement] = {
    "1979": Agreement("akto", "Hôtels, cafés, restaurants (HCR)"),
    "1501": Agreement("akto", "Restauration rapide"),
    "1266": Agreement("akto", "Restauration collective"),
    "2060": Agreement("akto", "Cafétérias"),
    "1516": Agreement("akto", "Organismes de formation"),
    "1909": Agreement("afdas", "Organismes de tourisme"),
    "1790": Agreement("afdas", "Espaces de loisirs, d'attractions et culturels"),
    "1631": Agreement("afdas", "Hôtellerie de plein air"),
    "1618": Agreement("afdas", "Camping"),
    "2257": Agreement("afdas", "Casinos"),
    "1285": Agreement("afdas", "Entreprises artistiques et culturelles"),
    "3090": Agreement("afdas", "Spectacle vivant privé"),
    "2511": Agreement("afdas", "Sport"),
    "2219": Agreement("opco-ep", "Taxis"),
    "0843": Agreement("opco-ep", "Boulangerie-pâtisserie artisanale"),
    "0953": Agreement("opco-ep", "Charcuterie de détail"),
    "0992": Agreement("opco-ep", "Boucherie"),
    "1504": Agreement("opco-ep", "Poissonnerie"),
    "1286": Agreement("opco-ep", "Confiserie, chocolaterie, biscuiterie"),
    "1978": Agreement("opco-ep", "Fleuristes, animaux familiers"),
    "1483": Agreement("opco-ep", "Commerce de détail de l'habillement et des textiles"),
    "0733": Agreement("opco-ep", "Détaillants en chaussures"),
    "2596": Agreement("opco-ep", "Coiffure"),
    "3032": Agreement("opco-ep", "Esthétique"),
    "3245": Agreement("opco-mobilites", "Opérateurs de voyages et guides", DERIVED),
    "1710": Agreement("opco-mobilites", "Agences de voyages (now 3245)"),
    "0412": Agreement("opco-mobilites", "Guides accompagnateurs (now 3245)"),
    "1424": Agreement("opco-mobilites", "Transports publics urbains de voyageurs"),
    "0016": Agreement("opco-mobilites", "Transports routiers"),
    "1974": Agreement("opco-mobilites", "Navigation intérieure de passagers"),
    "2216": Agreement("opcommerce", "Commerce à prédominance alimentaire"),
    "1505": Agreement("opcommerce", "Commerce alimentaire spécialisé (now 3237)"),
    "3237": Agreement("opcommerce", "Commerce alimentaire spécialisé", DERIVED),
    "1517": Agreement("opcommerce", "Commerces de détail non alimentaires"),
    "1557": Agreement("opcommerce", "Commerce d'articles de sport"),
    "1539": Agreement("opcommerce", "Papeterie, librairie de bureau"),
    "1487": Agreement("opcommerce", "Horlogerie-bijouterie"),
    "1316": Agreement("uniformation", "Tourisme social et familial"),
    "1518": Agreement("uniformation", "Animation (ECLAT)"),
}


def normalised_idcc(idcc: str) -> str:
    """Four digits (``843`` is ``0843``), or "" when ``idcc`` is not one to four digits."""
    digits = idcc.strip()
    return digits.zfill(4) if digits.isascii() and digits.isdigit() and len(digits) <= 4 else ""


def opco_for(idcc: str) -> str | None:
    """The code of the financier for ``idcc``; None when the table does not know (never a guess)."""
    agreement = AGREEMENTS.get(normalised_idcc(idcc))
    return agreement.financier if agreement else None
