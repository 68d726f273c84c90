using System.Diagnostics.CodeAnalysis;
using System.Text;
using TextClassify.Molecules;

namespace TextClassify.Reactions;

/// <summary>
/// A text of SMILES: molecules, or a reaction, which is three such parts with <c>&gt;</c> between them, of which the one in the middle
/// may be empty. White space around it is no part of it. Never changes.
/// </summary>
public sealed class SmilesText
{
    /// <summary>Of writings over which answers are averaged: the stream is the writing's number, from 0.</summary>
    public const int WritingSeed = 1;

    private const char Arrow = '>';
    private const int Arrows = 2;

    // Null for an empty part.
    private readonly Molecule?[] _parts;
    private readonly int[] _atoms;

    private SmilesText(Molecule?[] parts, int[] atoms) => (_parts, _atoms) = (parts, atoms);

    /// <summary>
    /// Of each atom the character at which it begins, in the order of the text; hydrogens that are counted with a neighbour are none.
    /// </summary>
    public ReadOnlySpan<int> Atoms => _atoms;

    /// <param name="text">Any text.</param>
    /// <param name="read">Null where it is false.</param>
    /// <param name="fault">The first, where it is false; its place counts from the text's own beginning.</param>
    public static bool TryRead(string text, [NotNullWhen(true)] out SmilesText? read, out SmilesFault fault)
    {
        read = null;
        int start = text.Length - text.TrimStart().Length;
        int end = text.TrimEnd().Length;
        int arrows = text.AsSpan(0, end).Count(Arrow);
        var parts = new Molecule?[arrows == 0 ? 1 : Arrows + 1];
        var atoms = new List<int>();
        for (int i = 0; i < parts.Length; i++)
        {
            int length = start > end ? 0 : Length(text.AsSpan(start, end - start));
            if (!(length == 0 && i == 1) && !SmilesReader.TryRead(text.AsSpan(start, length), out parts[i], out fault))
            {
                fault = fault with { Place = start + fault.Place };
                return false;
            }

            foreach (int place in parts[i]?.Places ?? [])
            {
                atoms.Add(start + place);
            }

            start += length + 1;
            if (i < parts.Length - 1 && start > end)
            {
                fault = new(end, "a reaction has two >, and this one ends before the second.");
                return false;
            }
        }

        if (start <= end)
        {
            fault = new(start - 1, "a reaction has two > and no more.");
            return false;
        }

        (read, fault) = (new(parts, [.. atoms]), default);
        return true;
    }

    /// <summary>The same molecules in orders drawn at random.</summary>
    public SmilesWriting Write(SmilesWriter writer, ref SplitMix64 random)
    {
        var text = new StringBuilder();
        int[] order = new int[_atoms.Length];
        int count = 0;
        for (int i = 0; i < _parts.Length; i++)
        {
            if (i > 0)
            {
                text.Append(Arrow);
            }

            if (_parts[i] is { } part)
            {
                text.Append(Encoding.ASCII.GetString(writer.WriteAtRandom(part, ref random)));
                int before = count;
                foreach (int atom in writer.Order)
                {
                    order[count++] = before + atom;
                }
            }
        }

        return new(text.ToString(), order);
    }

    private static int Length(ReadOnlySpan<char> text) => text.IndexOf(Arrow) is >= 0 and var arrow ? arrow : text.Length;
}
