using System.Numerics.Tensors;
using TextClassify.Molecules;
using TextClassify.Numerics;
using TextClassify.Reactions;

namespace TextClassify.Api.Writings;

/// <summary>
/// Runs a model over random writings of SMILES and averages what it says. Evidence is carried back to the atoms of the text as it was
/// sent, so that a mean logit is still the bias and the sum of the tokens' evidence.
/// </summary>
/// <param name="model">That reads SMILES.</param>
/// <param name="terms">Of its runs.</param>
/// <param name="count">Writings of each text, at least 1.</param>
internal sealed class WritingsPass(ITextClassifier model, ForwardTerms terms, int count)
{
    // A writing may be longer than the text, by needless numbers and brackets, and is never cut: its evidence would lack atoms.
    private readonly ITextEncoder _encoder = model.Encoder.WithLimit(int.MaxValue);

    /// <summary>Results in the order of the texts; evidence is [T, C] of the tokens as they were sent, those that are no atoms 0.</summary>
    /// <param name="inputs">Texts that are SMILES.</param>
    /// <param name="outputs">Logits, or evidence too.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    public async Task<ForwardBatch> RunAsync(
        IReadOnlyList<EncodedInput> inputs, ForwardOutputs outputs, CancellationToken cancellationToken)
    {
        var writer = new SmilesWriter();
        var texts = new SmilesText[inputs.Count];
        var writings = new SmilesWriting[inputs.Count * count];
        var rows = new ReadOnlyMemory<int>[writings.Length];
        for (int row = 0; row < rows.Length; row++)
        {
            int text = row / count;
            if (row % count == 0)
            {
                texts[text] = SmilesText.TryRead(inputs[text].Item.Text, out var read, out var fault)
                    ? read
                    : throw new InvalidOperationException($"A text that is no SMILES came through: {fault}");
            }

            // Of the writing's number alone, so that a text has one answer in whatever company it comes.
            var random = new SplitMix64(SmilesText.WritingSeed, row % count);
            writings[row] = texts[text].Write(writer, ref random);
            rows[row] = _encoder.Encode(writings[row].Text).Ids;
        }

        var batch = await model.Forward.Under(terms).RunAsync(rows, outputs, cancellationToken);
        var results = new ForwardResult[inputs.Count];
        for (int text = 0; text < results.Length; text++)
        {
            results[text] = Mean(
                new(batch.Results, text * count, count), new(writings, text * count, count), texts[text], inputs[text].Text!);
        }

        return batch with { Results = results };
    }

    private static ForwardResult Mean(
        ArraySegment<ForwardResult> results, ArraySegment<SmilesWriting> writings, SmilesText text, EncodedText read)
    {
        foreach (var result in results)
        {
            if (result.Fault is not null)
            {
                return result;
            }
        }

        int classes = results[0].Logits.Length;
        float[] logits = new float[classes];
        double[] atoms = new double[text.Atoms.Length * classes];
        for (int i = 0; i < results.Count; i++)
        {
            TensorPrimitives.Add(results[i].Logits, logits, logits);
            writings[i].AddTo(results[i].Evidence, classes, atoms);
        }

        TensorPrimitives.Divide(logits, results.Count, logits);
        TensorPrimitives.Divide(atoms, results.Count, atoms);
        return new()
        {
            Logits = logits,
            Evidence = results[0].Evidence.Length == 0 ? [] : OfTokens(atoms, classes, text, read.Tokens.Span),
        };
    }

    private static float[] OfTokens(ReadOnlySpan<double> atoms, int classes, SmilesText text, ReadOnlySpan<TokenSpan> tokens)
    {
        float[] evidence = new float[tokens.Length * classes];
        int atom = 0;
        for (int token = 0; token < tokens.Length && atom < text.Atoms.Length; token++)
        {
            if (tokens[token].Start == text.Atoms[atom])
            {
                TensorPrimitives.ConvertChecked(atoms.Slice(atom * classes, classes), evidence.AsSpan(token * classes, classes));
                atom++;
            }
        }

        return evidence;
    }
}
