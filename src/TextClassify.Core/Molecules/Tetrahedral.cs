namespace TextClassify.Molecules;

/// <summary>Which atoms can be looked at from a first neighbour and see the others turn.</summary>
internal static class Tetrahedral
{
    /// <param name="atom">With the hydrogens that are no atoms.</param>
    /// <param name="degree">Its neighbours that are atoms.</param>
    /// <returns>
    /// Four neighbours, or three and a lone pair at an element whose pyramid doesn't turn over (phosphorus, sulfur, arsenic, selenium,
    /// tellurium).
    /// </returns>
    public static bool MayBe(Atom atom, int degree) => (degree + atom.Hydrogens) switch
    {
        4 => degree >= 3,
        3 => degree == 3 && atom.Element is Elements.Phosphorus or Elements.Sulfur or Elements.Arsenic or Elements.Selenium
            or Elements.Tellurium,
        _ => false,
    };
}
