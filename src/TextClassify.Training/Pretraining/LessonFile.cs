using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Text;

namespace TextClassify.Training.Pretraining;

/// <summary>
/// <c>lessons.bin</c>. Little-endian: the bytes <c>TCLESSON</c>, int32 width, int32 count; then a lesson each: its text (.NET
/// length-prefixed UTF-8), int32 label, and its vector as half-precision numbers.
/// </summary>
internal static class LessonFile
{
    private static ReadOnlySpan<byte> Magic => "TCLESSON"u8;

    public static void Write(Stream stream, int width, IReadOnlyList<Lesson> lessons)
    {
        using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        writer.Write(Magic);
        writer.Write(width);
        writer.Write(lessons.Count);
        var halves = new Half[width];
        foreach (var (text, label, vector) in lessons)
        {
            writer.Write(text);
            writer.Write(label);
            TensorPrimitives.ConvertToHalf(vector, halves);
            writer.Write(MemoryMarshal.AsBytes(halves.AsSpan()));
        }
    }

    /// <exception cref="InvalidDataException">Not such a file, or one that is cut.</exception>
    public static IReadOnlyList<Lesson> Read(Stream stream)
    {
        using var reader = new BinaryReader(stream, Encoding.UTF8, leaveOpen: true);
        try
        {
            if (!reader.ReadBytes(Magic.Length).AsSpan().SequenceEqual(Magic))
            {
                throw new InvalidDataException("It is no file of lessons.");
            }

            int width = reader.ReadInt32(), count = reader.ReadInt32();
            var lessons = new List<Lesson>();
            var halves = new Half[width];
            for (int i = 0; i < count; i++)
            {
                string text = reader.ReadString();
                int label = reader.ReadInt32();
                reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(halves.AsSpan()));
                float[] vector = new float[width];
                TensorPrimitives.ConvertToSingle(halves, vector);
                lessons.Add(new(text, label, vector));
            }

            return lessons;
        }
        catch (EndOfStreamException exception)
        {
            throw new InvalidDataException("It ends before its last lesson.", exception);
        }
    }
}
