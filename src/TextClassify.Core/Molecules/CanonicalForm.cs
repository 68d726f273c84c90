using System.Text;

namespace TextClassify.Molecules;

/// <summary>
/// One writing for all writings of a molecule. Atoms that refinement can't tell apart are taken for interchangeable, except where a stereo
/// mark hangs on them: then each choice is tried and the least text is kept. Not for several threads at once.
/// </summary>
public sealed class CanonicalForm
{
    // Texts of one molecule; beyond them the first choice is kept. Ten rings of the kind that needs a choice are a thousand.
    private const int MostTexts = 1_024;

    private readonly SmilesWriter _writer = new();
    private byte[]? _best;
    private int _texts;

    /// <summary>The canonical text of a molecule, in ASCII.</summary>
    public byte[] Bytes(Molecule molecule)
    {
        var marked = EmptyMarks.Remove(molecule, out var classes);
        (_best, _texts) = (null, 0);
        Search(marked, classes);
        return _best!;
    }

    /// <summary>The canonical text of a molecule.</summary>
    public string Text(Molecule molecule) => Encoding.ASCII.GetString(Bytes(molecule));

    private void Search(Molecule molecule, AtomClasses classes)
    {
        int cell = Undecided(molecule, classes.Of);
        if (cell < 0)
        {
            while (classes.Count < molecule.AtomCount)
            {
                classes = classes.With(FirstTied(classes.Of));
            }

            Keep(_writer.Write(molecule, classes.Of));
            return;
        }

        for (int atom = 0; atom < molecule.AtomCount && (_texts < MostTexts || _best is null); atom++)
        {
            if (classes.Of[atom] == cell)
            {
                Search(molecule, classes.With(atom));
            }
        }
    }

    private void Keep(ReadOnlySpan<byte> text)
    {
        _texts++;
        if (_best is null || text.SequenceCompareTo(_best) < 0)
        {
            _best = text.ToArray();
        }
    }

    // The lowest class of neighbours on which a mark hangs; -1 where every mark is clear.
    private static int Undecided(Molecule molecule, ReadOnlySpan<int> classes)
    {
        if (!molecule.HasHands && !molecule.HasSides)
        {
            return -1;
        }

        var values = new StereoValues(molecule);
        int lowest = int.MaxValue;
        for (int atom = 0; atom < molecule.AtomCount; atom++)
        {
            if (molecule.Hands[atom] != Handedness.None && values.Tied(atom, -1, classes) is { One: >= 0 } tied)
            {
                lowest = Math.Min(lowest, classes[tied.One]);
            }
        }

        for (int bond = 0; bond < molecule.BondCount; bond++)
        {
            foreach (int atom in (ReadOnlySpan<int>)[molecule.Bonds[bond].First, molecule.Bonds[bond].Second])
            {
                if (molecule.Sides[bond] != BondSides.None && values.Tied(atom, bond, classes) is { One: >= 0 } tied)
                {
                    lowest = Math.Min(lowest, classes[tied.One]);
                }
            }
        }

        return lowest == int.MaxValue ? -1 : lowest;
    }

    private static int FirstTied(ReadOnlySpan<int> classes)
    {
        int lowest = int.MaxValue;
        Span<int> first = classes.Length <= 256 ? stackalloc int[classes.Length] : new int[classes.Length];
        first.Fill(-1);
        int found = -1;
        for (int atom = 0; atom < classes.Length; atom++)
        {
            int own = classes[atom];
            if (first[own] < 0)
            {
                first[own] = atom;
            }
            else if (own < lowest)
            {
                (lowest, found) = (own, first[own]);
            }
        }

        return found;
    }
}
