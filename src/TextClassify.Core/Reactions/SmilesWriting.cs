using TextClassify.Molecules;

namespace TextClassify.Reactions;

/// <summary>One writing of a <see cref="SmilesText"/>.</summary>
/// <param name="Text">The writing.</param>
/// <param name="Order">Of each atom in it: which of <see cref="SmilesText.Atoms"/> it is.</param>
public sealed record SmilesWriting(string Text, int[] Order)
{
    /// <summary>
    /// Adds the rows of the writing's tokens to the atoms they belong to: an atom's own, and what stands behind it until the next atom
    /// (bonds, brackets, rings' numbers, dots, arrows). So the atoms' sum is the tokens'.
    /// </summary>
    /// <param name="tokens">[L, width], as <see cref="SmilesTokens"/> cuts the text, or its first L tokens.</param>
    /// <param name="width">Numbers of a token.</param>
    /// <param name="atoms">[atoms, width].</param>
    public void AddTo(ReadOnlySpan<float> tokens, int width, Span<double> atoms)
    {
        int atom = -1;
        int place = 0;
        for (int token = 0; token < tokens.Length / width; token++)
        {
            if (SmilesTokens.IsAtom(Text[place]))
            {
                atom++;
            }

            // A text begins with an atom.
            var sums = atoms.Slice(Order[atom] * width, width);
            for (int i = 0; i < width; i++)
            {
                sums[i] += tokens[(token * width) + i];
            }

            place += SmilesTokens.LengthOfFirst(Text.AsSpan(place));
        }
    }
}
