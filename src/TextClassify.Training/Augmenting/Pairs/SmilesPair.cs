using TextClassify.Molecules;

namespace TextClassify.Training.Augmenting.Pairs;

/// <summary>A source of one or several molecules, and its target.</summary>
/// <param name="Sources">In the order of their texts.</param>
/// <param name="Target">One text, perhaps of several molecules.</param>
internal sealed record SmilesPair(IReadOnlyList<Molecule> Sources, Molecule Target)
{
    /// <summary>Reads both; null with the reason where one is no SMILES.</summary>
    public static SmilesPair? Read(string source, string target, out string fault)
    {
        fault = "";
        int start = 0;
        var parts = new List<(string Text, Molecule Molecule)>();
        foreach (string part in source.Split('.'))
        {
            if (!SmilesReader.TryRead(part, out var molecule, out var wrong))
            {
                fault = $"the source is no SMILES: {wrong with { Place = wrong.Place + start }}";
                return null;
            }

            parts.Add((part, molecule));
            start += part.Length + 1;
        }

        if (!SmilesReader.TryRead(target, out var product, out var failed))
        {
            fault = $"the target is no SMILES: {failed}";
            return null;
        }

        return new([.. parts.OrderBy(part => part.Text, StringComparer.Ordinal).Select(part => part.Molecule)], product);
    }
}
