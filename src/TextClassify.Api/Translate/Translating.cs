using TextClassify.Translation;

namespace TextClassify.Api.Translate;

/// <summary>Translates the inputs of a request, one after the other.</summary>
internal static class Translating
{
    private const int Digits = 6;
    private const int ShareDigits = 4;

    /// <summary>One result an input.</summary>
    public static async Task<(TranslateResult[] Results, TimeSpan Queue, TimeSpan Compute)> RunAsync(
        ITranslator model, TranslateInput[] inputs, int beam, bool attention, CancellationToken cancellationToken)
    {
        var translator = new Translator(model.Pass, model.Vocabulary, model.Notation);
        var results = new TranslateResult[inputs.Length];
        TimeSpan queue = TimeSpan.Zero, compute = TimeSpan.Zero;
        for (int i = 0; i < inputs.Length; i++)
        {
            var (item, source, ids, problem) = inputs[i];
            if (problem is not null)
            {
                results[i] = Failed(item, problem);
                continue;
            }

            var translated = await translator.TranslateAsync(ids, beam, attention, cancellationToken);
            queue += translated.Queue;
            compute += translated.Compute;
            results[i] = translated.Candidates.All(candidate => double.IsFinite(candidate.Probability))
                ? new TranslateResult
                {
                    Id = item.Id,
                    Source = source,
                    UnknownSymbols = ids.Count(id => id == SymbolVocabulary.UnknownId),
                    SourceSymbols = attention ? SymbolsOf(source, model.Notation) : null,
                    Candidates = [.. translated.Candidates.Select(candidate => Result(model, candidate, ids.Length, attention))],
                }
                : Failed(item, InferenceProblems.NotFinite);
        }

        return (results, queue, compute);
    }

    /// <summary>What the net runs at most, in symbols.</summary>
    public static long WorkOf(TranslatorShape shape, long inputs, int beam) =>
        inputs * (shape.MaxSymbols + (beam * (shape.MaxSymbols + 1L)));

    private static TranslateResult Failed(InputItem item, Problem problem) => new() { Id = item.Id, Error = ItemError.From(problem) };

    private static CandidateResult Result(ITranslator model, Candidate candidate, int sources, bool attention)
    {
        var result = new CandidateResult
        {
            Text = candidate.Text,
            Score = Math.Round(candidate.Probability, Digits),
            Valid = candidate.IsValid,
        };
        if (!attention)
        {
            return result;
        }

        float[][] rows = [.. candidate.Found.Attention.Chunk(sources)];
        return result with
        {
            Symbols = [.. candidate.Found.Ids.Select(id => model.Vocabulary.SymbolOf(id) ?? "")],
            Attention = [.. rows.Select(row => Array.ConvertAll(row, share => MathF.Round(share, ShareDigits)))],
            Alignment = [.. rows.Select(row => Array.IndexOf(row, row.Max()))],
        };
    }

    private static string[] SymbolsOf(string text, TextNotation notation) =>
        [.. Symbols.Cut(text, notation).Select(range => text.Substring(range.Start, range.Length))];
}
