namespace RxOfctl.Documentation.Tests;

/// <summary>Console input that blocks until the test ends it.</summary>
internal sealed class Keyboard : TextReader
{
    private readonly ManualResetEventSlim _pressed = new();

    public void PressEnter() => _pressed.Set();

    public override string ReadLine()
    {
        _pressed.Wait();
        return "";
    }

    protected override void Dispose(bool disposing)
    {
        _pressed.Set();
        base.Dispose(disposing);
    }
}
