using System.Buffers.Binary;
using System.Text;
using System.Text.Unicode;

namespace TextClassify.Api.OpenInference;

/// <summary>
/// Texts as a tensor of BYTES has them behind the JSON: before each its length as four bytes, the least first (Triton, binary tensor data
/// extension).
/// </summary>
internal static class BinaryTexts
{
    private const string SizePath = "inputs[0].parameters.binary_data_size";

    /// <summary>Null where the sizes that a request states agree with the bytes it has.</summary>
    /// <param name="stated">The tensor's <c>binary_data_size</c>.</param>
    /// <param name="there">Bytes behind the JSON.</param>
    /// <param name="alsoJson">Whether the tensor has <c>data</c> too.</param>
    public static Problem? CheckSize(int? stated, int there, bool alsoJson) =>
        stated is { } size && size != there
            ? new Problem(ProblemTypes.OutOfRange, $"binary_data_size is {size}, and {there} bytes follow the JSON.") { Where = SizePath }
        : stated is null && there > 0
            ? new Problem(ProblemTypes.MissingProperty, $"{there} bytes follow the JSON, and no tensor states them as its own.")
            {
                Where = SizePath,
            }
        : stated is not null && alsoJson
            ? new Problem(ProblemTypes.WrongType, "A tensor has either data or binary_data_size.") { Where = "inputs[0].data" }
        : null;

    public static (List<InputItem>? Texts, Problem? Problem) Read(ReadOnlySpan<byte> binary, string where, LimitsOptions limits)
    {
        var texts = new List<InputItem>();
        while (!binary.IsEmpty)
        {
            string at = $"{where}[{texts.Count}]";
            if (texts.Count == limits.MaxInputs)
            {
                return (null, InferInputReader.TooMany(where, limits));
            }

            if (!BinaryPrimitives.TryReadUInt32LittleEndian(binary, out uint length) || length > binary.Length - sizeof(uint))
            {
                return (null, new Problem(ProblemTypes.OutOfRange, "The text's four bytes of length, or the text, go beyond the tensor.")
                {
                    Where = at,
                });
            }

            var text = binary.Slice(sizeof(uint), (int)length);
            if (!Utf8.IsValid(text))
            {
                return (null, new Problem(ProblemTypes.InvalidUtf8, "The text is not UTF-8.") { Where = at });
            }

            texts.Add(new InputItem(null, Encoding.UTF8.GetString(text), null) { Bare = true });
            binary = binary[(sizeof(uint) + (int)length)..];
        }

        return (texts, null);
    }
}
