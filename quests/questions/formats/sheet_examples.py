"""One question of each kind, as the template of a spreadsheet shows them."""

from __future__ import annotations

from fractions import Fraction

from .item import Item, Option

_RIGHT, _HALF = Fraction(1), Fraction(1, 2)

EXAMPLES: tuple[Item, ...] = (
    Item(
        kind="single_choice",
        title="Gare la plus proche",
        prompt="Quelle gare est la plus proche du musée ?",
        options=(
            Option(text="Lens", fraction=_RIGHT),
            Option(text="Arras", feedback="Arras est une autre ville."),
            Option(text="Béthune", feedback="Béthune est une autre ville."),
        ),
        feedback="Le musée est à Lens.",
        hints=("Elle porte le nom de la ville.",),
        category="Se déplacer",
        tags=("transport", "Lens"),
    ),
    Item(
        kind="multiple_choice",
        prompt="Que propose-t-on à une famille qui attend sa chambre ?",
        options=(
            Option(text="Un verre d’eau", fraction=_HALF),
            Option(text="Une place pour s’asseoir", fraction=_HALF),
            Option(text="De revenir demain", feedback="Une attente se rend agréable, elle ne se renvoie pas."),
        ),
    ),
    Item(
        kind="true_false",
        prompt="Le Louvre-Lens a ouvert en 2012.",
        options=(
            Option(text="true", fraction=_RIGHT),
            Option(text="false", feedback="Il a été inauguré le 4 décembre 2012."),
        ),
    ),
    Item(
        kind="numeric",
        prompt="En quelle année le Louvre-Lens a-t-il ouvert ?",
        options=(
            Option(text="2012", fraction=_RIGHT, tolerance="0"),
            Option(text="2012", fraction=_HALF, tolerance="2"),
        ),
    ),
    Item(
        kind="short_text",
        prompt="Comment dit-on « bonjour » en néerlandais, le jour ?",
        options=(
            Option(text="goedendag", fraction=_RIGHT),
            Option(text="goedenavond", feedback="C’est « bonsoir »."),
        ),
    ),
    Item(
        kind="matching",
        prompt="Qui fait quoi à l’hôtel ?",
        options=(
            Option(text="Le réceptionniste", match="accueille à l’arrivée", fraction=_RIGHT),
            Option(text="La gouvernante", match="vérifie les chambres", fraction=_RIGHT),
            Option(text="", match="conduit le taxi"),
        ),
    ),
    Item(
        kind="ordering",
        prompt="Remettez l’accueil dans l’ordre.",
        options=(Option(text="Saluer"), Option(text="Écouter"), Option(text="Proposer"), Option(text="Prendre congé")),
    ),
    Item(
        kind="categorising",
        prompt="Chaud ou froid ?",
        options=(
            Option(text="Un thé", match="Chaud", fraction=_RIGHT),
            Option(text="Un café", match="Chaud", fraction=_RIGHT),
            Option(text="Un jus de pomme", match="Froid", fraction=_RIGHT),
        ),
    ),
    Item(
        kind="gap_fill",
        prompt="Le musée est [[1]] le mardi ; l’hôtel est [[2]] tous les jours.",
        options=(
            Option(text="fermé", fraction=_RIGHT, gap=1),
            Option(text="ouvert", fraction=_RIGHT, gap=2),
        ),
    ),
)
