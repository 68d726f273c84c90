using System.Diagnostics.CodeAnalysis;

namespace TextClassify.Molecules;

/// <summary>
/// Reads SMILES: atoms with and without brackets, bonds, branches, rings, several molecules with a dot, <c>@</c> and <c>@@</c>, and the
/// marks of double bonds. Not read: reactions (<c>&gt;</c>), chirality other than tetrahedral, groups of R.
/// </summary>
public static class SmilesReader
{
    /// <summary>Atoms of a text; beyond it nothing is read.</summary>
    public const int MostAtoms = 1_000;

    /// <param name="text">Without white space.</param>
    /// <param name="molecule">Null where it is false.</param>
    /// <param name="fault">The first, where it is false.</param>
    public static bool TryRead(ReadOnlySpan<char> text, [NotNullWhen(true)] out Molecule? molecule, out SmilesFault fault)
    {
        var reading = new SmilesReading();
        if (reading.Read(text) is { } wrong)
        {
            (molecule, fault) = (null, wrong);
            return false;
        }

        return reading.Builder.TryBuild(out molecule, out fault);
    }
}
