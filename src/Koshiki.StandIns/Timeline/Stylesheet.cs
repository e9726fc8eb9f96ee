namespace Koshiki.StandIns.Timeline;

/// <summary>The one stylesheet of the timeline pages.</summary>
internal static class Stylesheet
{
    public const string Text = """
        :root { color-scheme: light; --ink: #1a1a1c; --quiet: #595959; --edge: #d8d8db; --paper: #fff; --ground: #f2f2f4; --accent: #00406e; }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--ground); color: var(--ink); font: 1rem/1.7 "Noto Sans JP", "Hiragino Sans", "Yu Gothic", sans-serif; }
        .standin { margin: 0; padding: .75rem 1rem; background: #ffe082; text-align: center; position: sticky; top: 0; z-index: 1; border-bottom: 2px solid #8a5a00; }
        main { max-width: 40rem; margin: 0 auto; padding: 1rem 1rem 4rem; }
        h1 { font-size: 1.5rem; line-height: 1.4; margin: 0; }
        a { color: #0017c1; text-underline-offset: .2em; }
        a:focus-visible { outline: 4px solid #000; outline-offset: 2px; background: #ffd43d; }
        .quiet { color: var(--quiet); font-size: .9rem; margin: 0; overflow-wrap: anywhere; }
        .profile { display: flex; gap: 1rem; align-items: center; padding: 1rem; margin-bottom: 1rem; background: var(--paper); border: 1px solid var(--edge); border-radius: .75rem; }
        .avatar { flex: none; width: 3.5rem; height: 3.5rem; border-radius: 50%; display: grid; place-items: center; font-size: 1.5rem; font-weight: 700; color: #fff; background: var(--accent); }
        .badge { display: inline-block; padding: 0 .6em; border-radius: 1em; font-size: .8rem; font-weight: 700; vertical-align: middle; color: #fff; background: var(--accent); }
        .badge.line, .line .avatar { background: #04662a; }
        .badge.x, .x .avatar { background: #1a1a1c; }
        .badge.meta, .meta .avatar { background: #0b4db3; }
        .accounts { list-style: none; margin: 1rem 0; padding: 0; background: var(--paper); border: 1px solid var(--edge); border-radius: .75rem; }
        .accounts li { display: flex; justify-content: space-between; align-items: center; gap: 1rem; padding: .75rem 1rem; border-top: 1px solid var(--edge); }
        .accounts li:first-child { border-top: 0; }
        .post { padding: 1rem; margin-bottom: 1rem; background: var(--paper); border: 1px solid var(--edge); border-radius: .75rem; }
        .when { margin: 0 0 .5rem; color: var(--quiet); font-size: .9rem; }
        .text { white-space: pre-wrap; overflow-wrap: anywhere; margin-bottom: .75rem; }
        .line .text { background: #e3f5d8; border-radius: 1rem; border-top-left-radius: .25rem; padding: .75rem 1rem; width: fit-content; max-width: 100%; }
        figure { margin: 0 0 .75rem; }
        img { display: block; max-width: 100%; height: auto; border-radius: .75rem; border: 1px solid var(--edge); }
        figcaption { color: var(--quiet); font-size: .9rem; margin-top: .25rem; }
        .missing { border: 1px dashed var(--quiet); border-radius: .75rem; padding: 1rem; color: #8f0000; }
        """;
}
