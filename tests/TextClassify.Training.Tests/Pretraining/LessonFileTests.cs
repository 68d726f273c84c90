using TextClassify.Training.Pretraining;

namespace TextClassify.Training.Tests.Pretraining;

public sealed class LessonFileTests
{
    private static readonly Lesson[] Lessons = [new("a fine film", 2, [0.5f, -0.25f]), new("\U0001F600 naïve", -1, [0, 1])];

    [Fact]
    public void Read_WhatWasWritten_IsTheSame()
    {
        var read = LessonFile.Read(new MemoryStream(Written()));

        Assert.Equal(Lessons.Select(lesson => lesson.Text), read.Select(lesson => lesson.Text));
        Assert.Equal(Lessons.Select(lesson => lesson.Label), read.Select(lesson => lesson.Label));
        Assert.Equal(Lessons.SelectMany(lesson => lesson.Vector), read.SelectMany(lesson => lesson.Vector));
    }

    [Theory]
    [InlineData(4)]
    [InlineData(20)]
    [InlineData(-1)]
    public void Read_CutFile_Refuses(int length)
    {
        byte[] all = Written();

        Assert.Throws<InvalidDataException>(() => LessonFile.Read(new MemoryStream(all[..(length < 0 ? all.Length - 1 : length)])));
    }

    private static byte[] Written()
    {
        using var stream = new MemoryStream();
        LessonFile.Write(stream, 2, Lessons);
        return stream.ToArray();
    }
}
