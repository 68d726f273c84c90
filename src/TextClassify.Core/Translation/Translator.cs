using TextClassify.Molecules;

namespace TextClassify.Translation;

/// <summary>Translates texts: reads a source as the net was trained on it, searches, and tells the same molecules for one answer.</summary>
/// <param name="pass">The net.</param>
/// <param name="vocabulary">Its symbols.</param>
/// <param name="notation">What they are.</param>
public sealed class Translator(ITranslationPass pass, SymbolVocabulary vocabulary, TextNotation notation)
{
    /// <summary>Most continuations that are kept side by side.</summary>
    public const int MostBeam = 20;

    /// <summary>
    /// The source as the net reads it: of SMILES the canonical forms of its molecules, in the order of their texts; else the text. Null
    /// with the first fault where it is no SMILES.
    /// </summary>
    public string? Read(string text, out SmilesFault fault)
    {
        fault = default;
        if (notation is not TextNotation.Smiles)
        {
            return text;
        }

        // Places count from the text's own beginning.
        string trimmed = text.Trim();
        int before = text.Length - text.TrimStart().Length;
        var form = new CanonicalForm();
        var parts = new List<string>();
        int start = 0;
        foreach (string part in trimmed.Split('.'))
        {
            if (!SmilesReader.TryRead(part, out var molecule, out var wrong))
            {
                fault = wrong with { Place = before + start + wrong.Place };
                return null;
            }

            parts.Add(form.Text(molecule));
            start += part.Length + 1;
        }

        parts.Sort(StringComparer.Ordinal);
        return string.Join('.', parts);
    }

    /// <summary>The symbols of what <see cref="Read"/> gave.</summary>
    public int[] Encode(string source) => vocabulary.Encode(source, notation);

    /// <summary>Most likely first, at most <paramref name="beam"/>, no two of one form.</summary>
    /// <param name="source">Ids of what <see cref="Read"/> gave, at least one.</param>
    /// <param name="beam">1 to <see cref="MostBeam"/>.</param>
    /// <param name="attention">Keep where the net looked back.</param>
    /// <param name="cancellationToken">Seen at every symbol.</param>
    public async Task<Translated> TranslateAsync(
        ReadOnlyMemory<int> source, int beam, bool attention, CancellationToken cancellationToken)
    {
        using var writer = await pass.ReadAsync(source, beam, cancellationToken).ConfigureAwait(false);
        var found = await BeamSearch.RunAsync(writer, pass.Shape, beam, attention, cancellationToken).ConfigureAwait(false);
        var (queue, compute) = writer.Times;
        return new(Merge(found), queue, compute);
    }

    private List<Candidate> Merge(IReadOnlyList<BeamText> found)
    {
        var form = new CanonicalForm();
        var merged = new List<Candidate>();
        foreach (var one in found)
        {
            string text = vocabulary.Decode(one.Ids, notation);
            var candidate = new Candidate(text, Math.Exp(one.LogProbability), null, text, one);
            if (notation is TextNotation.Smiles)
            {
                bool isValid = SmilesReader.TryRead(text, out var molecule, out _);
                candidate = candidate with { IsValid = isValid, Form = isValid ? form.Text(molecule!) : text };
            }

            int same = merged.FindIndex(other => other.Form == candidate.Form);
            if (same < 0)
            {
                merged.Add(candidate);
            }
            else
            {
                merged[same] = merged[same] with { Probability = merged[same].Probability + candidate.Probability };
            }
        }

        merged.Sort(static (a, b) => b.Probability.CompareTo(a.Probability));
        return merged;
    }
}

/// <param name="Candidates">Most likely first.</param>
/// <param name="Queue">Waiting for turns.</param>
/// <param name="Compute">Running the net.</param>
public sealed record Translated(IReadOnlyList<Candidate> Candidates, TimeSpan Queue, TimeSpan Compute);
