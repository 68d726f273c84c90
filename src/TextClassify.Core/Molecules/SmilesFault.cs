namespace TextClassify.Molecules;

/// <summary>Why a text is no SMILES.</summary>
/// <param name="Place">The character at which it fails, from 0; the length of the text where something is missing at its end.</param>
/// <param name="Message">A sentence without the text.</param>
public readonly record struct SmilesFault(int Place, string Message)
{
    public override string ToString() => $"Character {Place + 1}: {Message}";
}
